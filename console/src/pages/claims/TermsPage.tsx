import type { ClaimTerms, DecisionLimit } from '@psnb2b/contract';
import {
  columnsOf,
  DataTable,
  DialogButton,
  Field,
  FormDialog,
  Loaded,
  Money,
  Page,
  Section,
  say,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import type { ReactNode } from 'react';
import { allowed, useFormOf, useRead } from '../../client.ts';
import { Effect } from '../../setting-effect/Effect.tsx';
import { sayDone } from '../proposals/say-proposed.ts';
import { HoursField } from './HoursField.tsx';
import { ReturnsSection } from './ReturnsSection.tsx';
import { StockLimitsSection } from './StockLimitsSection.tsx';
import { termWords as words } from './words.ts';

interface Level {
  readonly name: string;
  /** Null for a default, which is not set here. */
  readonly tier: string | null;
  readonly own: boolean;
  readonly answer_within_ms: number;
  readonly decide_within_ms: number;
}
const HOUR_MS = 3_600_000;
const limit = columnsOf<DecisionLimit>();
const level = columnsOf<Level>();

const LIMITS = [
  limit.mono('currency', words.currency),
  limit.cell(
    'max',
    words.maxShort,
    ({ one_person_max, currency, own }) => (
      <>
        {!own && <span className="quiet">{words.byDefault} </span>}
        <Money amount={one_person_max} currency={currency} />
      </>
    ),
    { align: 'right' },
  ),
  limit.acts((each) => (
    <Change name={each.currency} call="setDecisionLimit">
      {(close) => <LimitDialog limit={each} onClose={close} />}
    </Change>
  )),
];

const LEVELS = [
  level.text('name', words.tier),
  level.cell('answer', words.answerShort, (each) => hours(each.answer_within_ms, each), {
    align: 'right',
  }),
  level.cell('decision', words.decisionShort, (each) => hours(each.decide_within_ms, each), {
    align: 'right',
  }),
  level.acts(
    (each) =>
      each.tier !== null && (
        <Change name={each.name} call="setTierTerms">
          {(close) => <LevelDialog level={each} onClose={close} />}
        </Change>
      ),
  ),
];

/** The approval limits of one person, and the service levels that partners are promised. */
export function TermsPage() {
  const terms = useRead('/claim-terms');
  return (
    <Page lead={words.lead} width="text">
      <Loaded query={terms}>
        {(each) => (
          <>
            <Section title={words.limits} lead={words.limitsLead} flush>
              <DataTable
                label={words.limits}
                rows={each.limits}
                columns={LIMITS}
                rowKey={({ currency }) => currency}
              />
            </Section>
            <Section title={words.levels} lead={words.levelsLead} flush>
              <DataTable
                label={words.levels}
                rows={levelsOf(each)}
                columns={LEVELS}
                rowKey={({ name }) => name}
              />
            </Section>
            <ReturnsSection />
            <StockLimitsSection />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Defaults first, then tiers with service levels of their own, then those without. */
function levelsOf({ defaults, tiers, tiers_without }: ClaimTerms): Level[] {
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

function hours(ms: number, { own }: Level): string {
  return own ? `${ms / HOUR_MS} h` : words.byDefault;
}

interface ChangeProps {
  readonly name: string;
  readonly call: 'setDecisionLimit' | 'setTierTerms';
  readonly children: (close: () => void) => ReactNode;
}

function Change({ name, call, children }: ChangeProps) {
  return (
    <DialogButton
      label={words.change}
      name={words.changeOf(name)}
      allowed={allowed(useMe(), call)}
      button={{ size: 'compact-xs' }}
    >
      {children}
    </DialogButton>
  );
}

/** Changes what one person may approve in claims of a currency. */
export function LimitDialog({ limit, onClose }: { limit: DecisionLimit; onClose: () => void }) {
  const set = useFormOf('POST /claim-terms/limits', {
    initial: { currency: limit.currency, one_person_max: limit.one_person_max, reason: '' },
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.changed);
    },
  });
  return (
    <FormDialog title={words.changeOf(limit.currency)} onClose={onClose} of={set}>
      <Field
        of={set}
        name="one_person_max"
        label={words.max}
        hint={words.limitsLead}
        unit={limit.currency}
        first
      />
      <Effect
        setting="claim_limit"
        of={limit.currency}
        value={set.form.getValues().one_person_max}
        now={limit.one_person_max}
      />
      <Field of={set} name="reason" label={words.reason} />
    </FormDialog>
  );
}

function LevelDialog({ level, onClose }: { level: Level; onClose: () => void }) {
  const { tier, answer_within_ms, decide_within_ms } = level;
  const set = useFormOf('POST /claim-terms/tiers', {
    initial: { tier: tier ?? '', answer_within_ms, decide_within_ms, reason: '' },
    onDone: () => {
      onClose();
      say(words.changed);
    },
  });
  return (
    <FormDialog title={words.changeOf(level.name)} onClose={onClose} of={set}>
      <HoursField of={set} name="answer_within_ms" label={words.answer} first />
      <Effect
        setting="claim_answer"
        of={tier ?? ''}
        value={set.form.getValues().answer_within_ms}
        now={answer_within_ms}
      />
      <HoursField of={set} name="decide_within_ms" label={words.decision} />
      <Effect
        setting="claim_decision"
        of={tier ?? ''}
        value={set.form.getValues().decide_within_ms}
        now={decide_within_ms}
      />
      <Field of={set} name="reason" label={words.reason} />
    </FormDialog>
  );
}
