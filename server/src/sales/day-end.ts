import type { Db } from '../kit/database/index.ts';
import type { Range, ShopDay } from './range.ts';
import { WAITING_MAX } from './read-today.ts';

/** A balance of all partners, or how a kind of transfer moved it; minor units. */
export interface DayEntry {
  /** `opening`, `closing`, or a kind of the ledger. */
  readonly kind: string;
  readonly transfers: number | null;
  readonly available: number;
  readonly held: number;
}

/** How the money in one currency moved on a day: opening + movements = closing. */
export interface DayMoney {
  readonly day: ShopDay;
  readonly currency: string;
  readonly entries: readonly DayEntry[];
  readonly closing: number;
}

export interface DayEnds {
  /** By day, then by currency; a currency has every day, also those on which nothing moved. */
  readonly days: readonly DayMoney[];
  /** What the ledger says that all partners had at the end of the last day, by currency. */
  readonly ledger: ReadonlyMap<string, number>;
}

interface Row {
  readonly what: 'opening' | 'moved' | 'ledger';
  readonly day: ShopDay;
  readonly currency: string;
  readonly account: 'available' | 'held';
  readonly kind: string;
  readonly transfers: number;
  readonly amount: number;
}

/** The order of movements; other kinds follow. */
const ORDER = [
  ...['deposit', 'reversal', 'adjustment', 'order', 'hold', 'capture', 'release'],
  ...['refund', 'return'],
];

/** Reads the ends of these days, and what the ledger says of the last one, in one statement. */
export async function readDayEnds(
  db: Db,
  { from, to }: Range,
  days: readonly ShopDay[],
): Promise<DayEnds> {
  const { rows } = await db.query<Row>(
    `WITH moved AS MATERIALIZED (
       SELECT * FROM sales.money_days WHERE day <= $2
        UNION ALL
       SELECT * FROM sales.pending_money($3) WHERE day <= $2)
     SELECT CASE WHEN m.day < $1 THEN 'opening' ELSE 'moved' END AS what,
            to_char(greatest(m.day, $1::date), 'YYYY-MM-DD') AS day, m.currency, m.account,
            CASE WHEN m.day < $1 THEN 'opening' ELSE m.kind END AS kind, sum(m.transfers)::bigint AS transfers,
            sum(m.amount)::bigint AS amount
       FROM moved m GROUP BY 1, 2, 3, 4, 5
      UNION ALL
     SELECT 'ledger', to_char($2::date, 'YYYY-MM-DD'), b.currency, b.account, 'ledger', 0, b.balance
       FROM ledger.balances_at('live', ($2::date + 1)::timestamp AT TIME ZONE
              coalesce((SELECT zone FROM sales.state), 'UTC')) b`,
    [from, to, WAITING_MAX],
    'sales.day_ends',
  );
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  const ofCurrency = Map.groupBy(rows, ({ currency }) => currency);
  const all = currencies.flatMap((currency) => daysOf(currency, ofCurrency.get(currency), days));
  return {
    days: all.sort((a, b) => compare(a.day, b.day) || compare(a.currency, b.currency)),
    ledger: new Map(
      currencies.map((currency) => [
        currency,
        sum(ofCurrency.get(currency)?.filter(({ what }) => what === 'ledger')),
      ]),
    ),
  };
}

function daysOf(
  currency: string,
  rows: readonly Row[] | undefined,
  days: readonly ShopDay[],
): DayMoney[] {
  const found = (rows ?? []).filter(({ what }) => what !== 'ledger');
  const opening = entryOf(
    'opening',
    found.filter(({ what }) => what === 'opening'),
  );
  let { available, held } = opening;
  return days.map((day) => {
    const moved = found.filter((each) => each.what === 'moved' && each.day === day);
    const kinds = [...new Set(moved.map(({ kind }) => kind))].sort(byKind);
    const entries = kinds.map((kind) =>
      entryOf(
        kind,
        moved.filter((each) => each.kind === kind),
      ),
    );
    const before = { kind: 'opening', transfers: null, available, held };
    for (const entry of entries) {
      available += entry.available;
      held += entry.held;
    }
    const after = { kind: 'closing', transfers: null, available, held };
    return { day, currency, entries: [before, ...entries, after], closing: available + held };
  });
}

function entryOf(kind: string, rows: readonly Row[]): DayEntry {
  const of = (account: Row['account']) => sum(rows.filter((each) => each.account === account));
  return {
    kind,
    // A transfer that moves both accounts has a posting in each.
    transfers: Math.max(0, ...rows.map(({ transfers }) => transfers)),
    available: of('available'),
    held: of('held'),
  };
}

function sum(rows: readonly Row[] | undefined): number {
  return (rows ?? []).reduce((all, { amount }) => all + amount, 0);
}

function byKind(a: string, b: string): number {
  const place = (kind: string) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length);
  return place(a) - place(b) || compare(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
