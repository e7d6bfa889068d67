import type { chainStates } from '@psnb2b/contract';
import type { Span } from './identify-lines.ts';

/**
 * Where a statement stands among those of its account. `first`: nothing is before it. `fits`: it begins with the balance with which an
 * earlier one ended, or which an earlier one has on that day. `gap`: it does not, `missing` is the difference in minor units, and
 * `before` the earlier one. `overlap`: it shares days with another one, whose balances disagree. `unknown`: a balance is missing.
 */
export interface ChainLink {
  readonly chain: (typeof chainStates)[number];
  readonly missing: number | null;
  readonly before: string | null;
}

/** A statement of an account, with the sum of its lines by day. */
export interface ChainStatement extends Span {
  readonly statementId: string;
  readonly sums: readonly { readonly day: string; readonly sum: number }[];
}

/** The link of every statement of one account, by its id; in whatever order they were imported. */
export function chainOf(statements: readonly ChainStatement[]): Map<string, ChainLink> {
  const sorted = [...statements].sort((one, other) => order(one, other));
  return new Map(sorted.map((each) => [each.statementId, linkOf(each, sorted)]));
}

function order(one: ChainStatement, other: ChainStatement): number {
  return (
    compare(one.from, other.from) ||
    compare(one.to, other.to) ||
    compare(one.statementId, other.statementId)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function linkOf(own: ChainStatement, all: readonly ChainStatement[]): ChainLink {
  const others = all.filter((each) => each.statementId !== own.statementId);
  const earlier = others.filter(
    (each) =>
      each.from < own.from || (each.from === own.from && each.to < own.to) || ends(each, own),
  );
  if (earlier.length === 0) {
    const isSame = others.some((each) => each.from === own.from && each.opening !== own.opening);
    return isSame
      ? { chain: 'overlap', missing: null, before: null }
      : { chain: 'first', missing: null, before: null };
  }
  const last = latest(earlier);
  const link = (
    chain: ChainLink['chain'],
    before: ChainStatement,
    missing: number | null = null,
  ) => ({
    ...{ chain, missing, before: before.statementId },
  });
  if (own.opening === null) return link('unknown', last);
  const fitting = earlier.find((each) => ends(each, own) || isWithin(each, own));
  if (fitting) return link('fits', fitting);
  if (last.closing === null) return link('unknown', last);
  if (last.to > own.from) return link('overlap', last);
  return link('gap', last, own.opening - last.closing);
}

/** Whether one ends with the balance with which the other begins. */
function ends(before: ChainStatement, after: ChainStatement): boolean {
  return (
    before.closing !== null &&
    before.closing === after.opening &&
    before.to <= after.from &&
    !startsSame(before, after)
  );
}

function startsSame(one: ChainStatement, other: ChainStatement): boolean {
  return one.from === other.from && one.opening === other.opening;
}

/** Whether the balance of an overlapping one, before the day on which the other begins, is the other's first. */
function isWithin(before: ChainStatement, after: ChainStatement): boolean {
  if (before.opening === null || before.to < after.from || before.from > after.from) return false;
  const until = before.sums.filter(({ day }) => day < after.from);
  return until.reduce((balance, { sum }) => balance + sum, before.opening) === after.opening;
}

function latest(statements: readonly ChainStatement[]): ChainStatement {
  return statements.reduce((best, each) => (compare(best.to, each.to) <= 0 ? each : best));
}
