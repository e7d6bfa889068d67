import { SegmentedControl } from '@mantine/core';
import type { ClaimFigures, ClaimRate } from '@psnb2b/contract';
import {
  columnsOf,
  DataTable,
  Empty,
  Loaded,
  Page,
  percent,
  Section,
  useListState,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import type { Address } from '@psnb2b/ui/pages';
import { allowed, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { words as claimWords, figureWords as words } from './words.ts';

type Figures = ClaimFigures;
type Rate = ClaimRate;
const DAYS = '30';
const LOTS_SHOWN = 50;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * Who supplies bad codes, who claims them, and how long decisions take.
 * by hand: the period is in the address, as filters are.
 */
export function FiguresPage() {
  const list = useListState(['days']);
  const days = list.filters.days ?? DAYS;
  const figures = useRead('/claim-figures', { query: { days: Number(days) } });
  return (
    <Page
      lead={words.lead}
      acts={
        <SegmentedControl
          aria-label={words.period}
          size="xs"
          data={Object.entries(words.days).map(([value, label]) => ({ value, label }))}
          value={days}
          onChange={(value) => list.set('days', value)}
        />
      }
    >
      <Loaded query={figures}>{(each) => <AllFigures figures={each} />}</Loaded>
    </Page>
  );
}

function AllFigures({ figures }: { readonly figures: Figures }) {
  const maySee = allowed(useMe(), 'getSupplier').can;
  const lots = figures.lots.slice(0, LOTS_SHOWN);
  const lotsLead = lots.length < figures.lots.length ? words.worst(LOTS_SHOWN) : words.allTime;
  return (
    <>
      <Section title={words.times} lead={words.timesLead} flush>
        <DataTable
          label={words.times}
          rows={figures.times}
          columns={TIMES}
          rowKey={({ priority }) => priority}
        />
        {figures.times.length === 0 && <Empty title={words.none} />}
      </Section>
      <Rates
        title={words.suppliers}
        lead={words.allTime}
        rates={figures.suppliers}
        link={({ name }) => (maySee && name !== '' ? to.supplier(name) : null)}
      />
      <Rates title={words.lots} lead={lotsLead} rates={lots} link={({ name }) => to.lot(name)} />
      <Rates
        title={words.partners}
        lead={words.inPeriod}
        rates={figures.partners}
        link={({ name }) => to.partner(name)}
      />
      <Rates title={words.regions} lead={words.inPeriod} rates={figures.regions} />
    </>
  );
}

function Rates({
  title,
  lead,
  rates,
  link,
}: {
  readonly title: string;
  readonly lead: string;
  readonly rates: readonly Rate[];
  readonly link?: (rate: Rate) => Address<string> | null;
}) {
  return (
    <Section title={title} lead={lead} flush>
      {rates.length === 0 ? (
        <Empty title={words.none} />
      ) : (
        <DataTable
          label={title}
          rows={rates}
          columns={RATES}
          rowKey={({ name }) => name}
          {...(link && { rowLink: link })}
        />
      )}
    </Section>
  );
}

const rate = columnsOf<Rate>();

const RATES = [
  rate.cell('name', words.name, ({ name, title }) => (
    <>
      <span className="breaks">{title ?? (name || words.noSupplier)}</span>
      {title !== null && <span className="quiet"> {name.slice(-6)}</span>}
    </>
  )),
  rate.count('sold', words.sold),
  rate.count('claimed', words.claimed, { from: 's' }),
  rate.count('approved', words.approved, { from: 's' }),
  rate.cell(
    'rate',
    words.rate,
    ({ rate_bps: bps }) =>
      bps === null ? <span className="quiet">{words.rateUnknown}</span> : percent(bps),
    { align: 'right' },
  ),
];

const time = columnsOf<Figures['times'][number]>();

const TIMES = [
  time.word('priority', words.priority, claimWords.priorities),
  time.count('claims', words.claims),
  time.count('decided', words.decided, { from: 's' }),
  time.count('in_time', words.inTime),
  time.cell('answer', words.answer, (each) => span(each.answer_median_ms), {
    align: 'right',
    from: 'm',
  }),
  time.cell('median', words.median, (each) => span(each.decision_median_ms), {
    align: 'right',
    from: 's',
  }),
  time.cell('most', words.most, (each) => span(each.decision_p90_ms), {
    align: 'right',
    from: 'm',
  }),
];

/** Returns a span in hours, or in minutes if it is short. */
function span(ms: number | null): string {
  if (ms === null) return '—';
  return ms < HOUR_MS ? `${Math.round(ms / MINUTE_MS)} min` : `${(ms / HOUR_MS).toFixed(1)} h`;
}
