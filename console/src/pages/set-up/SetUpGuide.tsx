import { Button, Stack, Text } from '@mantine/core';
import type { SetUp, SetUpStep, SetUpStepName } from '@psnb2b/contract';
import {
  Columns,
  type Fact,
  Facts,
  FailureNote,
  Link,
  Loaded,
  Section,
  StatusBadge,
  StepList,
  StepRow,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { type Address, at } from '@psnb2b/ui/pages';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { allowed, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { BackupAct } from './BackupAct.tsx';
import { EmailAct } from './EmailAct.tsx';
import { useEmailArrived } from './use-email-arrived.ts';
import { words } from './words.ts';

type Call = Parameters<typeof allowed>[1];

/** The page on which a step is done, and the call that it makes there; e-mail and backups are done here. */
const PLACES = {
  company: { place: to.company, call: 'setShop' },
  second_person: { place: to.staff, call: 'invite' },
  payment_method: { place: to.depositMethods, call: 'addBankTransfer' },
  // The first prices come from a file: no rule can begin from nothing.
  prices: { place: at(to.newPriceChange, { by: 'file' }), call: 'makePriceChange' },
  tiers: { place: to.tiers, call: 'setTiers' },
  stock: { place: to.imports, call: 'beginImport' },
  partner: { place: to.reviews, call: 'approveKycCase' },
} as const satisfies Record<
  Exclude<SetUpStepName, 'email' | 'backup'>,
  { readonly place: Address<string>; readonly call: Call }
>;

/** The steps of setting a shop up, and what a stranger sees of it now. */
export function SetUpGuide() {
  const state = useRead('/set-up');
  const failure = useEmailArrived();
  return (
    <>
      {failure && <FailureNote failure={failure} />}
      <Loaded query={state}>
        {(each) => <Columns main={<Steps state={each} />} side={<Stranger state={each} />} />}
      </Loaded>
    </>
  );
}

function Steps({ state }: { readonly state: SetUp }) {
  const { steps } = state;
  const done = steps.filter(({ is_done }) => is_done).length;
  const next =
    steps.find(({ is_done, blocks_selling }) => !is_done && blocks_selling) ??
    steps.find(({ is_done }) => !is_done);
  useStepOfAddress();
  return (
    <StepList title={words.progress(done, steps.length)} done={done} all={steps.length}>
      {steps.map((step, index) => (
        <Step key={step.step} state={state} step={step} number={index + 1} isNext={step === next} />
      ))}
    </StepList>
  );
}

interface StepProps {
  readonly state: SetUp;
  readonly step: SetUpStep;
  readonly number: number;
  readonly isNext: boolean;
}

function Step({ state, step, number, isNext }: StepProps) {
  const { step: name, is_done: isDone, blocks_selling: blocks } = step;
  const mark = isDone ? 'done' : blocks ? 'blocks' : 'recommended';
  const tone = isDone ? 'good' : blocks ? 'wait' : 'neutral';
  return (
    <StepRow
      id={name}
      number={number}
      state={isDone ? 'done' : isNext ? 'now' : 'open'}
      title={words.titles[name]}
      mark={<StatusBadge tone={tone}>{words.marks[mark]}</StatusBadge>}
      line={words.says[name](state)}
      act={<StepAct state={state} step={step} isNext={isNext} />}
    />
  );
}

function StepAct({ state, step, isNext }: Omit<StepProps, 'number'>) {
  const { step: name, is_done: isDone, people } = step;
  const me = useMe();
  if (name === 'email') return isDone ? null : <EmailAct state={state} isNext={isNext} />;
  if (name === 'backup') return <BackupAct state={state} isDone={isDone} people={people} />;
  const { place, call } = PLACES[name];
  if (isDone) return null;
  const isToConfirm = name === 'payment_method' && state.methods_waiting > 0;
  if (!allowed(me, call).can) {
    return (
      <Text size="sm" c="dimmed">
        {words.others(people)}
      </Text>
    );
  }
  return (
    <Button component={Link} to={place} size="xs" {...(!isNext && { variant: 'default' })}>
      {isToConfirm ? words.confirmMethod : words.acts[name]}
    </Button>
  );
}

function Stranger({ state }: { readonly state: SetUp }) {
  const facts: Fact[] = [
    [words.forSale, state.products_priced],
    [words.inStock, state.products_in_stock],
    [words.waysToPay, state.methods_open],
    [words.texts, state.texts_default],
  ];
  return (
    <Section title={words.stranger}>
      <Stack gap="sm">
        <Text size="sm">{words.strangerLead(state)}</Text>
        <Facts facts={facts} />
        <a href="/" target="_blank" rel="noreferrer">
          {words.publicPage}
        </a>
        <a href="/portal/sign-up" target="_blank" rel="noreferrer">
          {words.signUpPage}
        </a>
      </Stack>
    </Section>
  );
}

/** `?step=prices` leads to that step. */
function useStepOfAddress(): void {
  const [query] = useSearchParams();
  const step = query.get('step');
  useEffect(() => {
    if (step !== null)
      document.getElementById(step)?.querySelector<HTMLElement>('a, button')?.focus();
  }, [step]);
}
