import { Button } from '@mantine/core';
import type { DayEnd, DayEndEntry } from '@psnb2b/contract';
import {
  columnsOf,
  DataTable,
  DayFilter,
  Empty,
  ExportButton,
  FilterBar,
  Loaded,
  moneyText,
  Page,
  Section,
  useKeys,
  useListState,
} from '@psnb2b/ui';
import { client, useRead } from '../../client.ts';
import { addDays, clockIn, dayText } from './days-text.ts';
import classes from './sales.module.css';
import { words } from './words.ts';

type Row = DayEndEntry & { readonly currency: string };

const OPEN_MS = 60_000;
const col = columnsOf<Row>();
const COLUMNS = [
  col.cell('kind', words.entry, ({ kind }) => words.kinds[kind] ?? kind),
  col.count('transfers', words.transfers, { from: 's' }),
  col.money('available', words.available, 'currency'),
  col.money('held', words.held, 'currency'),
  col.money('total', words.total, 'currency'),
];

/**
 * How the money of all businesses moved on a day, and whether the ledger agrees.
 * by hand: the day is in the address, as filters are.
 */
export function DayEndPage() {
  const list = useListState(['day']);
  const { day } = list.filters;
  const query = day === undefined ? {} : { day };
  const end = useRead('/day-ends', { query }, { keep: true, refetchInterval: OPEN_MS });
  const step = (by: number) => {
    if (end.data && !(by > 0 && end.data.is_open)) list.set('day', addDays(end.data.day, by));
  };
  useKeys({
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    t: () => list.set('day', null),
  });
  const shown = end.data?.day;
  return (
    <Page
      lead={words.dayEndLead}
      acts={
        <>
          <Button variant="default" onClick={() => step(-1)} disabled={!end.data}>
            {words.dayBefore}
          </Button>
          <Button variant="default" onClick={() => step(1)} disabled={end.data?.is_open !== false}>
            {words.dayAfter}
          </Button>
          {shown !== undefined && (
            <ExportButton
              url={client.urlOf('/day-ends/export')}
              query={{ from: shown, to: shown }}
            />
          )}
        </>
      }
    >
      <Section flush>
        <FilterBar>
          <DayFilter
            of={{ ...list, filters: shown === undefined ? {} : { day: shown } }}
            name="day"
            label={words.day}
          />
        </FilterBar>
      </Section>
      <Loaded query={end}>{(each) => <Currencies end={each} />}</Loaded>
    </Page>
  );
}

function Currencies({ end }: { readonly end: DayEnd }) {
  const { currencies, day, time_zone: zone, as_of, is_open, is_complete } = end;
  const until = is_open ? ` ${words.until(clockIn(zone, as_of))}` : '';
  const lead = words.days(`${dayText(day)}${until}`, zone);
  if (currencies.length === 0) return <Empty title={words.nothingMoved} />;
  return currencies.map(({ currency, entries, difference }) => (
    <Section key={currency} title={currency} lead={lead} flush>
      <DataTable
        label={`${words.dayEnd}, ${currency}`}
        rows={entries.map((each) => ({ ...each, currency }))}
        columns={COLUMNS}
        rowKey={({ kind }) => kind}
      />
      <div className={classes.foot}>
        {!is_complete ? (
          <p role="status">{words.countingNow}</p>
        ) : Number(difference) === 0 ? (
          <p>{words.closes}</p>
        ) : (
          <p role="alert">{words.closesNot(moneyText(difference, currency))}</p>
        )}
      </div>
    </Section>
  ));
}
