import { Alert, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import type { PlannedPrice } from '@psnb2b/contract';
import {
  type Column,
  columnsOf,
  DataTable,
  FailureNote,
  Money,
  percent,
  Section,
  Time,
  withUnit,
} from '@psnb2b/ui';
import { useState } from 'react';
import { type ChangeDraft, countsOf, keyOf, linesIn, toggled, typedOver } from './draft.ts';
import { PlanFacts } from './PlanFacts.tsx';
import classes from './price-changes.module.css';
import type { OnDraft, Replan } from './use-draft.ts';
import { newWords as words } from './words.ts';

interface Props {
  readonly draft: ChangeDraft;
  readonly onDraft: OnDraft;
  readonly again: Replan;
}
type OfLine = Pick<Props, 'draft' | 'onDraft'>;

const col = columnsOf<PlannedPrice>();
type Shown = keyof typeof words.filters;

const shows: Readonly<Record<Shown, (line: PlannedPrice) => boolean>> = {
  all: () => true,
  floor: ({ needs_two }) => needs_two,
  jump: ({ jump }) => jump !== null,
  unknown: ({ cost_high }) => cost_high === null,
};

/**
 * The new prices with their effect, line by line. A line can be taken out, and its price typed over.
 * by hand: which lines are shown is sent nowhere.
 */
export function PlannedPrices({ draft, onDraft, again }: Props) {
  const [shown, setShown] = useState<Shown>('all');
  const { first, up, down, two, unknown } = countsOf(draft);
  const { lines, unchanged } = draft.plan;
  const filters = Object.entries(words.filters).flatMap(([value, label]) => {
    const count = lines.filter(shows[value as Shown]).length;
    return value === 'all' || count > 0 ? [{ value, label: `${label} ${count}` }] : [];
  });
  return (
    <Section
      title={words.effect}
      lead={words.summary(first, up, down, unchanged)}
      acts={
        filters.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={words.filter}
            data={filters}
            value={shown}
            onChange={(value) => setShown(value as Shown)}
          />
        )
      }
    >
      <div className={classes.stack}>
        {two > 0 && (
          <Alert color="yellow" variant="outline">
            {words.floors(two)}
          </Alert>
        )}
        <PlanFacts plan={draft.plan} unknown={unknown} />
        {again.failure && <FailureNote failure={again.failure} />}
        <DataTable
          label={words.effect}
          rows={lines.filter(shows[shown])}
          columns={columnsFor({ draft, onDraft }, again.leave)}
          rowKey={keyOf}
        />
      </div>
    </Section>
  );
}

function columnsFor(
  { draft, onDraft }: OfLine,
  leave: () => void,
): readonly Column<PlannedPrice>[] {
  return [
    col.cell('sku', words.product, (line) => (
      <>
        <span className="mono">{line.sku}</span>
        <div className="quiet">
          {line.region_name} {withUnit(line.denomination, line.face_currency)}
        </div>
      </>
    )),
    col.cell('take', words.take, (line) => <Take line={line} draft={draft} onDraft={onDraft} />),
    col.money('before', words.now, 'currency'),
    col.cell(
      'after',
      words.next,
      (line) => <NewPrice line={line} draft={draft} onDraft={onDraft} leave={leave} />,
      { align: 'right' },
    ),
    col.cell('change', words.change, ({ change_bps }) => percent(change_bps), { align: 'right' }),
    col.cell(
      'cost',
      words.cost,
      ({ cost_high, currency }) =>
        cost_high === null ? (
          <span className="quiet">{words.unknown}</span>
        ) : (
          <Money amount={cost_high} currency={currency} />
        ),
      { align: 'right', from: 'm' },
    ),
    col.cell(
      'margin',
      words.margin,
      ({ margin_before_bps: before, margin_after_bps: after }) =>
        after === null ? (
          <span className="quiet">{words.unknown}</span>
        ) : (
          `${percent(before)} → ${percent(after)}`
        ),
      { align: 'right', from: 's' },
    ),
    col.cell('notes', words.floor, (line) => <Notes line={line} />),
  ];
}

/** by hand: whether a line is in is a part of the whole body. */
function Take({ line, draft, onDraft }: OfLine & { readonly line: PlannedPrice }) {
  return (
    <Checkbox
      aria-label={words.takeOf(line.sku)}
      checked={!draft.out.has(keyOf(line))}
      onChange={() => onDraft((now) => ({ ...now, out: toggled(now.out, keyOf(line)) }))}
    />
  );
}

/** by hand: a price is a part of the whole body; it is planned again when the field is left. */
function NewPrice({
  line,
  draft,
  onDraft,
  leave,
}: OfLine & { readonly line: PlannedPrice; readonly leave: () => void }) {
  const key = keyOf(line);
  const typed = draft.typed.get(key);
  const type = (value: string) => onDraft((now) => typedOver(now, line, value));
  return (
    <TextInput
      size="xs"
      aria-label={words.nextOf(line.sku)}
      inputMode="decimal"
      value={typed ?? line.after}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      rightSection={line.currency}
      rightSectionWidth={44}
      className={classes.price ?? ''}
      disabled={!linesIn(draft).includes(line)}
    />
  );
}

/** What somebody should know before confirming the line. */
function Notes({ line }: { readonly line: PlannedPrice }) {
  const { floor, currency, below_floor, needs_two, jump, own_prices, scheduled_at } = line;
  const why = below_floor
    ? words.belowFloor
    : line.before === null
      ? words.first
      : needs_two
        ? words.uncovered
        : null;
  return (
    <>
      {floor !== null && <Money amount={floor} currency={currency} />}
      {why !== null && <div className={classes.warn}>{why}</div>}
      {jump !== null && <div className={classes.warn}>{words.jumpNotes[jump]}</div>}
      {own_prices > 0 && <div className="quiet">{words.own(own_prices)}</div>}
      {scheduled_at !== null && (
        <div className="quiet">
          {words.scheduled} <Time at={scheduled_at} />
        </div>
      )}
    </>
  );
}
