import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import type { TenantAccounts } from './accounts.ts';
import type { Transfer } from './post.ts';

/** A place in a tenant's statement: the versions of its two accounts there. */
export interface Place {
  readonly available: number;
  readonly held: number;
}

/** A transfer that changed a tenant's balance, in minor units. */
export interface Line {
  readonly kind: Exclude<Transfer['kind'], 'hold' | 'release'>;
  /** What moved the money: an order, a deposit, a code. */
  readonly reference: string;
  readonly at: Date;
  /** Negative: it went out. */
  readonly amount: number;
  /** Money of the tenant afterwards, including money on hold. */
  readonly balanceAfter: number;
  readonly place: Place;
}

/** The lines after one place, up to another. */
export interface Period {
  readonly from: Place;
  readonly until: Place;
}

type Accounts = Pick<TenantAccounts, 'available' | 'held'>;

const START: Place = { available: 0, held: 0 };
/** Kinds of transfers that never take money from a tenant. */
const INCOMING: ReadonlySet<string> = new Set(['deposit', 'refund', 'return']);

/** The number of a place in its statement: higher for later places. Money that moves between the two accounts counts as well. */
export function placeNumber({ available, held }: Place): number {
  return available + held;
}

/**
 * A period between two times; without them it begins with the first line and ends with the newest. Periods that meet at one time
 * have no line in common and leave none out.
 */
export async function periodOf(
  db: Db,
  { available, held }: Accounts,
  { from, before }: { readonly from?: Date | undefined; readonly before?: Date | undefined },
): Promise<Period> {
  const at = async (time: Date | null) => {
    const { rows } = await db.query<{ available: number; held: number }>(
      'SELECT o_available AS available, o_held AS held FROM ledger.place_of($1, $2, $3)',
      [available, held, time],
      'ledger.place_of',
    );
    return required(rows[0], 'a function with OUT arguments gives a row');
  };
  return { from: from ? await at(from) : START, until: await at(before ?? null) };
}

/** The newest lines of a period, or the oldest if it is turned, these first; with `about` only those that these facts moved. */
export async function listLines(
  db: Db,
  { available, held }: Accounts,
  kinds: readonly Line['kind'][],
  {
    from,
    until,
    limit,
    turned = false,
    about,
  }: Period & {
    readonly limit: number;
    readonly turned?: boolean;
    readonly about?: readonly string[] | undefined;
  },
): Promise<Line[]> {
  const { rows } = await db.query<{
    kind: Line['kind'];
    reference: string;
    at: Date;
    amount: number;
    balance_after: number;
    available: number;
    held: number;
  }>(
    `SELECT kind, reference, at, amount, balance_after, available, held
       FROM ledger.lines($1, $2, $3, $4, $5, $6, $7, $9)
      ORDER BY available + held ${turned ? 'ASC' : 'DESC'} LIMIT $8`,
    [
      ...[available, held, kinds, kinds.every((kind) => INCOMING.has(kind))],
      ...[
        [from.available, from.held],
        [until.available, until.held],
      ],
      ...[turned ? -limit : limit, limit, about ?? null],
    ],
    turned ? 'ledger.lines_turned' : 'ledger.lines',
  );
  return rows.map((row) => ({
    kind: row.kind,
    reference: row.reference,
    at: row.at,
    amount: row.amount,
    balanceAfter: row.balance_after,
    place: { available: row.available, held: row.held },
  }));
}

/** How many lines of a period there are, counted to one more than `most`. */
export async function countLines(
  db: Db,
  { available, held }: Accounts,
  kinds: readonly Line['kind'][],
  { from, until, about }: Period & { readonly about?: readonly string[] | undefined },
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT ledger.count_lines($1, $2, $3, $4, $5, $6, $7, $8) AS count',
    [
      ...[available, held, kinds, kinds.every((kind) => INCOMING.has(kind))],
      ...[
        [from.available, from.held],
        [until.available, until.held],
      ],
      ...[most + 1, about ?? null],
    ],
    'ledger.count_lines',
  );
  return required(rows[0], 'a count has a row').count;
}

/** Sums of a period, in minor units: opening + in − out = closing. */
export interface Turnover {
  readonly opening: number;
  readonly in: number;
  readonly out: number;
  readonly closing: number;
}

/** When a tenant's money first moved; null: never. */
export async function beganAt(
  db: Db,
  { available }: Pick<Accounts, 'available'>,
): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>('SELECT ledger.began_at($1) AS at', [
    available,
  ]);
  return required(rows[0], 'a function gives a row').at;
}

/** The place just before a line: where the next older line ends. */
export function placeBefore({ kind, place: { available, held } }: Line): Place {
  return kind === 'capture' ? { available, held: held - 1 } : { available: available - 1, held };
}

export async function turnoverOf(
  db: Db,
  { available, held }: Accounts,
  { from, until }: Period,
): Promise<Turnover> {
  const { rows } = await db.query<{ opening: number; in: number; closing: number }>(
    `SELECT o_opening AS opening, o_in AS "in", o_closing AS closing
       FROM ledger.turnover($1, $2, $3, $4)`,
    [available, held, [from.available, from.held], [until.available, until.held]],
    'ledger.turnover',
  );
  const sums = required(rows[0], 'a function with OUT arguments gives a row');
  return { ...sums, out: sums.opening + sums.in - sums.closing };
}
