import { Button } from '@mantine/core';
import type { GetStartedItem } from '@psnb2b/contract';
import {
  type Allowed,
  Link,
  Loaded,
  Page,
  StatusBadge,
  StepList,
  StepRow,
  Time,
  type Tone,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { type Address, at, inside } from '@psnb2b/ui/pages';
import { allowed, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { words } from './words.ts';

type Item = GetStartedItem;

const TONES: Readonly<Record<Item['state'], Tone>> = {
  done: 'good',
  now: 'info',
  asked: 'bad',
  waiting: 'wait',
  later: 'neutral',
};

const GUIDE = '/docs/quick-start';
/** Null for the guide, which is not a page of this app. */
const PLACES: Readonly<Record<Item['step'], Address<string> | null>> = {
  profile: inside(to.business, 'profile'),
  documents: inside(to.business, 'documents'),
  api_access: to.business,
  test_key: to.keys,
  test_order: null,
  webhook: to.webhooks,
  top_up: to.topUp,
  live_key: to.keys,
};

/** The call that a step is done with; whoever may not make it leaves the step to colleagues. */
const CALLS = {
  profile: 'setBusiness',
  documents: 'addKycDocument',
  api_access: 'submitKycCase',
  test_key: 'createTestKey',
  test_order: null,
  webhook: 'createWebhookEndpoint',
  top_up: 'listWaysToPay',
  live_key: 'revealKey',
} as const satisfies Readonly<Record<Item['step'], Parameters<typeof allowed>[1] | null>>;

function mayDo(me: Parameters<typeof allowed>[0], step: Item['step']): Allowed {
  const call = CALLS[step];
  return call === null ? { can: true } : allowed(me, call);
}

const TICKET = at(to.newTicket, { topic: 'webhook_registration' });

/** The steps to the first live order, with those that are done. */
export function GetStartedPage() {
  const me = useMe();
  const started = useRead('/get-started');
  return (
    <Page width="text">
      <Loaded query={started}>
        {({ steps, webhook_registration: registration }) => {
          const mine = steps.filter(({ step }) => mayDo(me, step).can);
          const next =
            mine.find(({ state }) => state === 'asked') ??
            mine.find(({ until }) => until !== null) ??
            mine.find(({ state }) => state === 'now');
          const done = steps.filter(({ state }) => state === 'done').length;
          return (
            <StepList title={words.progress(done, steps.length)} done={done} all={steps.length}>
              {steps.map((item, index) => (
                <Step
                  key={item.step}
                  item={item}
                  number={index + 1}
                  isNext={item === next}
                  byTicket={item.step === 'webhook' && registration === 'support'}
                />
              ))}
            </StepList>
          );
        }}
      </Loaded>
    </Page>
  );
}

interface StepProps {
  readonly item: Item;
  readonly number: number;
  /** What to do first: what staff asked for, a key that waits only so long, or the first step that can be done now. */
  readonly isNext: boolean;
  /** Whether only staff can do it, on a ticket. */
  readonly byTicket: boolean;
}

function Step({ item, number, isNext, byTicket }: StepProps) {
  const { step, state, until } = item;
  const [title, line] = words.steps[step];
  // What was asked for stands at the top of the page of the business.
  const place = byTicket ? TICKET : state === 'asked' ? to.business : PLACES[step];
  const go = byTicket ? words.goByTicket : words.go[step];
  const variant = isNext ? {} : { variant: 'default' };
  const may = mayDo(useMe(), step);
  const isOpen = state === 'now' || state === 'asked';
  return (
    <StepRow
      number={number}
      state={state}
      title={title}
      mark={<StatusBadge tone={TONES[state]}>{words.states[state]}</StatusBadge>}
      line={
        <>
          {state === 'asked' ? words.asked : line}
          {isOpen && !may.can && ` ${may.why}`}
          {until && (
            <>
              {' '}
              {words.until} <Time at={until} />.
            </>
          )}
        </>
      }
      act={
        (isOpen || state === 'waiting') &&
        may.can &&
        (place === null ? (
          <Button component="a" href={GUIDE} size="xs" {...variant}>
            {go}
          </Button>
        ) : (
          <Button component={Link} to={place} size="xs" {...variant}>
            {go}
          </Button>
        ))
      }
    />
  );
}
