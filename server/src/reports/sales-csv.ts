import * as contract from '@psnb2b/contract';
import { type CsvForm, csvLine, NumberText } from '../kit/csv/index.ts';
import { formatMoney } from '../kit/money.ts';
import { present } from '../kit/present.ts';
import type { DayEnds, Range, ShopToday } from '../sales/index.ts';
import type { SalesGroup, SalesReport } from './sales-report.ts';

const LINES_PER_PIECE = 1_000;

/** The lines before the columns: what the file covers. */
function headOf(
  title: string,
  range: { from: string; to: string },
  zone: string,
  filter: string,
  at: Date,
) {
  return [
    ['Report', title],
    ['Days', `${range.from} to ${range.to}`],
    ['Time zone', zone],
    ...(filter === '' ? [] : [['Filter', filter]]),
    ['As of', at.toISOString()],
    [],
  ]
    .map((cells) => csvLine(cells))
    .join('');
}

const FILTERS = ['region', 'sku', 'partner_id', 'supplier_id', 'tier'] as const;

/** A report as CSV, piece by piece, with all of its groups. */
export async function* salesCsv(
  report: SalesReport,
  query: CsvForm & { readonly [Name in (typeof FILTERS)[number]]?: string },
  at: Date,
): AsyncGenerator<Buffer> {
  const filter = FILTERS.flatMap((name) => (query[name] ? [`${name} ${query[name]}`] : []));
  const head = headOf(`Sales by ${report.by}`, report, report.zone, filter.join(', '), at);
  yield Buffer.from(head + csvLine(contract.salesCsvColumns));
  for (let from = 0; from < report.groups.length; from += LINES_PER_PIECE) {
    const lines = report.groups
      .slice(from, from + LINES_PER_PIECE)
      .map((group) => csvLine(cellsOf(group), query));
    yield Buffer.from(lines.join(''));
  }
}

function cellsOf(group: SalesGroup): unknown[] {
  const shown = present(contract.SalesGroup, group);
  const amounts: ReadonlySet<string> = new Set(MONEY);
  return contract.salesCsvColumns.map((column) => {
    const value = shown[column];
    return typeof value === 'string' && amounts.has(column) ? new NumberText(value) : value;
  });
}

const MONEY = ['net', 'sold', 'returned', 'refunded', 'cost', 'margin'];

/** The ends of days as CSV, piece by piece. */
export async function* dayEndsCsv(
  { days }: DayEnds,
  range: Range & Pick<ShopToday, 'zone'>,
  at: Date,
): AsyncGenerator<Buffer> {
  const head = headOf('Ends of days', range, range.zone, '', at);
  yield Buffer.from(head + csvLine(contract.dayEndCsvColumns));
  for (const { day, currency, entries } of days) {
    const money = (minor: number) => new NumberText(formatMoney(minor, currency));
    const lines = entries.map(({ kind, transfers, available, held }) =>
      csvLine([
        ...[day, currency, kind, transfers],
        ...[money(available), money(held), money(available + held)],
      ]),
    );
    yield Buffer.from(lines.join(''));
  }
}
