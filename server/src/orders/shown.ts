import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';

/** What the audit row of a reading says about its codes. A repeated reading of the whole order has no hash. */
export interface RevealDetail {
  readonly codes: number;
  /** Of so many lines, if some of them had no code. */
  readonly lines?: number;
  readonly sha256?: string;
  /** Only these codes (`cod_…`) were read. */
  readonly ids?: readonly string[];
}

/** How many codes were shown, and their hash over id and sealed text of each. */
export interface Shown {
  readonly codes: number;
  readonly hash: string;
}

/**
 * What an order shows where its first `lines` lines are read. Replacements are appended, so an earlier reading had the first lines
 * of today, and withdrawn codes are never shown.
 */
async function shownFirst(db: Db, orderId: string, lines: number): Promise<Shown> {
  const { rows } = await db.query<Shown>(
    'SELECT o_codes AS codes, o_hash AS hash FROM orders.shown($1, $2)',
    [orderId, lines],
  );
  return required(rows[0], 'a function gives a row');
}

/** What an order shows where only these codes are read. */
export async function shownOf(db: Db, orderId: string, codeIds: readonly string[]): Promise<Shown> {
  const { rows } = await db.query<Shown>(
    'SELECT o_codes AS codes, o_hash AS hash FROM orders.shown_of($1, $2::uuid[])',
    [orderId, codeIds],
  );
  return required(rows[0], 'a function gives a row');
}

/** The codes that a reading names; null if it read the whole order. */
export function idsOf({ ids }: RevealDetail): string[] | null {
  return ids?.map((id) => required(parseId('cod', id), `${id} is the id of a code`)) ?? null;
}

/** Compares audit rows of readings of one order with what the order shows. */
export function readingCheck(db: Db, orderId: string): (detail: RevealDetail) => Promise<boolean> {
  const firsts = new Map<number, Shown>();
  const first = async (lines: number) => {
    const shown = firsts.get(lines) ?? (await shownFirst(db, orderId, lines));
    firsts.set(lines, shown);
    return shown;
  };
  return async (detail) => {
    const { codes, lines = codes, sha256 } = detail;
    const ids = idsOf(detail);
    const shown = ids === null ? await first(lines) : await shownOf(db, orderId, ids);
    return shown.codes === codes && (sha256 === undefined || shown.hash === sha256);
  };
}
