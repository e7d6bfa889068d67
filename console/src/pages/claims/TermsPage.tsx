import { NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ClaimTerms, DecisionLimit } from '@psnb2b/contract';
import {
  ActButton,
  type Column,
  DataTable,
  FormDialog,
  Loaded,
  Money,
  Page,
  Section,
  say,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo, useRead } from '../../door.ts';
import { c } from '../../text/claims.ts';
import { sayDone } from '../proposals/say-proposed.ts';

type Limit = DecisionLimit;
interface Tier {
  readonly name: string;
  /** Null for a default, which is not set here. */
  readonly tier: string | null;
  readonly own: boolean;
  readonly answer_within_ms: number;
  readonly decide_within_ms: number;
}
const words = c.limits;
const HOUR_MS = 3_600_000;

/** What one person may decide alone, and what partners are promised. */
export function TermsPage() {
  const terms = useRead('/claim-terms');
  const [limit, setLimit] = useState<Limit | null>(null);
  const [tier, setTier] = useState<Tier | null>(null);
  return (
    <Page title={words.title} lead={words.lead} width="text">
      <Loaded query={terms}>
        {(each) => (
          <>
            <Section title={words.limits} lead={words.limitsLead} flush>
              <DataTable
                label={words.limits}
                rows={each.limits}
                columns={limitColumns(setLimit)}
                rowKey={({ currency }) => currency}
              />
            </Section>
            <Section title={words.tiers} lead={words.tiersLead} flush>
              <DataTable
                label={words.tiers}
                rows={tiersOf(each)}
                columns={tierColumns(setTier)}
                rowKey={({ name }) => name}
              />
            </Section>
          </>
        )}
      </Loaded>
      {limit && <LimitDialog limit={limit} onClose={() => setLimit(null)} />}
      {tier && <TierDialog tier={tier} onClose={() => setTier(null)} />}
    </Page>
  );
}

/** Defaults first, then tiers with times of their own, then those without. */
function tiersOf({ defaults, tiers, tiers_without }: ClaimTerms): Tier[] {
  const normal = defaults.find(({ priority }) => priority === 'normal');
  return [
    ...defaults.map((each) => ({
      ...each,
      ...{ name: words.priorities[each.priority], tier: null, own: true },
    })),
    ...tiers.map((each) => ({ ...each, name: each.tier, own: true })),
    ...tiers_without.map((name) => ({
      ...{ name, tier: name, own: false },
      answer_within_ms: normal?.answer_within_ms ?? HOUR_MS,
      decide_within_ms: normal?.decide_within_ms ?? HOUR_MS,
    })),
  ];
}

function limitColumns(onChange: (limit: Limit) => void): readonly Column<Limit>[] {
  return [
    { key: 'currency', title: words.currency, cell: ({ currency }) => currency },
    {
      key: 'max',
      title: words.maxShort,
      align: 'right',
      cell: ({ one_person_max, currency, own }) => (
        <>
          {!own && <span className="quiet">{words.byDefault} </span>}
          <Money amount={one_person_max} currency={currency} />
        </>
      ),
    },
    {
      key: 'act',
      title: '',
      align: 'right',
      cell: (limit) => (
        <Change name={limit.currency} call="setDecisionLimit" onClick={() => onChange(limit)} />
      ),
    },
  ];
}

function tierColumns(onChange: (tier: Tier) => void): readonly Column<Tier>[] {
  const hours = (ms: number, own: boolean) => (own ? `${ms / HOUR_MS} h` : words.byDefault);
  return [
    { key: 'tier', title: words.tier, cell: ({ name }) => name },
    {
      key: 'answer',
      title: words.answerShort,
      align: 'right',
      cell: ({ answer_within_ms, own }) => hours(answer_within_ms, own),
    },
    {
      key: 'decision',
      title: words.decisionShort,
      align: 'right',
      cell: ({ decide_within_ms, own }) => hours(decide_within_ms, own),
    },
    {
      key: 'act',
      title: '',
      align: 'right',
      cell: (tier) =>
        tier.tier !== null && (
          <Change name={tier.name} call="setTierTerms" onClick={() => onChange(tier)} />
        ),
    },
  ];
}

function Change({
  name,
  call,
  onClick,
}: {
  readonly name: string;
  readonly call: 'setDecisionLimit' | 'setTierTerms';
  readonly onClick: () => void;
}) {
  return (
    <ActButton
      size="compact-xs"
      variant="default"
      aria-label={words.changeOf(name)}
      allowed={allowed(useMe(), call)}
      onClick={onClick}
    >
      {words.change}
    </ActButton>
  );
}

function LimitDialog({ limit, onClose }: { limit: Limit; onClose: () => void }) {
  const form = useForm({ initialValues: { one_person_max: limit.one_person_max } });
  const act = useDo('POST /claim-terms/limits', {
    send: ({ one_person_max }: { one_person_max: string }) => ({
      body: { currency: limit.currency, one_person_max: one_person_max.trim() },
    }),
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.changed);
    },
  });
  return (
    <FormDialog title={words.changeOf(limit.currency)} onClose={onClose} of={{ form, act }}>
      <TextInput
        label={words.max}
        description={words.limitsLead}
        rightSection={limit.currency}
        rightSectionWidth={52}
        inputMode="decimal"
        data-autofocus
        {...form.getInputProps('one_person_max')}
      />
    </FormDialog>
  );
}

interface Hours extends Record<string, unknown> {
  answer_within_ms: number | string;
  decide_within_ms: number | string;
}

function TierDialog({ tier, onClose }: { tier: Tier; onClose: () => void }) {
  const form = useForm<Hours>({
    initialValues: {
      answer_within_ms: tier.answer_within_ms / HOUR_MS,
      decide_within_ms: tier.decide_within_ms / HOUR_MS,
    },
  });
  const toMs = (hours: number | string) => Math.round(Number(hours) * HOUR_MS);
  const act = useDo('POST /claim-terms/tiers', {
    send: (fields: Hours) => ({
      body: {
        tier: tier.tier ?? '',
        answer_within_ms: toMs(fields.answer_within_ms),
        decide_within_ms: toMs(fields.decide_within_ms),
      },
    }),
    onDone: () => {
      onClose();
      say(words.changed);
    },
  });
  const hours = { min: 0, decimalScale: 2, suffix: ' h', maw: 220 } as const;
  return (
    <FormDialog title={words.changeOf(tier.name)} onClose={onClose} of={{ form, act }}>
      <NumberInput
        label={words.answer}
        {...hours}
        data-autofocus
        {...form.getInputProps('answer_within_ms')}
      />
      <NumberInput label={words.decision} {...hours} {...form.getInputProps('decide_within_ms')} />
    </FormDialog>
  );
}
