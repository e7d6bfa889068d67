import { SegmentedControl } from '@mantine/core';
import type { ClaimFigures, ClaimRate } from '@psnb2b/contract';
import { type Column, DataTable, Empty, Loaded, Page, Section, useListState } from '@psnb2b/ui';
import type { Address } from '@psnb2b/ui/pages';
import { useRead } from '../../door.ts';
import { to } from '../../pages.ts';
import { c } from '../../text/claims.ts';

type Figures = ClaimFigures;
type Rate = ClaimRate;
const words = c.rates;
const DAYS = '30';
const LOTS_SHOWN = 50;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Who sends bad codes, who claims them, and how long we take. */
export function FiguresPage() {
  const list = useListState(['days']);
  const days = list.filters.days ?? DAYS;
  const figures = useRead('/claim-figures', { query: { days: Number(days) } });
  return (
    <Page
      title={words.title}
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
      <Rates title={words.suppliers} lead={words.allTime} rates={figures.suppliers} />
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
  readonly link?: (rate: Rate) => Address<string>;
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

const RATES: readonly Column<Rate>[] = [
  {
    key: 'name',
    title: words.name,
    cell: ({ name, title }) => (
      <>
        <span className="breaks">{title ?? (name || c.noSupplier)}</span>
        {title !== null && <span className="quiet"> {name.slice(-6)}</span>}
      </>
    ),
  },
  { key: 'sold', title: words.sold, align: 'right', cell: ({ sold }) => sold },
  {
    key: 'claimed',
    title: words.claimed,
    align: 'right',
    from: 's',
    cell: ({ claimed }) => claimed,
  },
  {
    key: 'approved',
    title: words.approved,
    align: 'right',
    from: 's',
    cell: ({ approved }) => approved,
  },
  {
    key: 'rate',
    title: words.rate,
    align: 'right',
    cell: ({ rate_bps }) =>
      rate_bps === null ? (
        <span className="quiet">{words.rateUnknown}</span>
      ) : (
        `${(rate_bps / 100).toFixed(2)} %`
      ),
  },
];

const TIMES: readonly Column<Figures['times'][number]>[] = [
  { key: 'priority', title: words.priority, cell: ({ priority }) => c.priorities[priority] },
  { key: 'claims', title: words.claims, align: 'right', cell: ({ claims }) => claims },
  {
    key: 'decided',
    title: words.decided,
    align: 'right',
    from: 's',
    cell: ({ decided }) => decided,
  },
  { key: 'in_time', title: words.inTime, align: 'right', cell: ({ in_time }) => in_time },
  {
    key: 'answer',
    title: words.answer,
    align: 'right',
    from: 'm',
    cell: ({ answer_median_ms }) => span(answer_median_ms),
  },
  {
    key: 'half',
    title: words.half,
    align: 'right',
    from: 's',
    cell: ({ decision_median_ms }) => span(decision_median_ms),
  },
  {
    key: 'most',
    title: words.most,
    align: 'right',
    from: 'm',
    cell: ({ decision_p90_ms }) => span(decision_p90_ms),
  },
];

/** A span in hours, or in minutes where it is short. */
function span(ms: number | null): string {
  if (ms === null) return '—';
  return ms < HOUR_MS ? `${Math.round(ms / MINUTE_MS)} min` : `${(ms / HOUR_MS).toFixed(1)} h`;
}
