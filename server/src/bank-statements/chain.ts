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

/**
 * The link of every statement of one account, by its id; in whatever order they were imported. One sweep over their days: an account has a
 * statement for each day of years.
 */
export function chainOf(statements: readonly ChainStatement[]): Map<string, ChainLink> {
  const sorted = [...statements].sort(order);
  const endedWith = endings(sorted);
  const running = new RunningBalances(sorted);
  const openings = openingsByDay(sorted);
  const links = new Map<string, ChainLink>();
  let last: ChainStatement | null = null;
  for (const group of Map.groupBy(sorted, ({ from, to }) => `${from} ${to}`).values()) {
    for (const own of group) {
      running.moveTo(own.from);
      const fitting = endedWith(own) ?? running.with(own.opening);
      const isAlone = openings.get(own.from)?.size === 1;
      links.set(own.statementId, linkOf(own, { last, fitting, isAlone }));
    }
    for (const own of group) {
      running.add(own);
      if (last === null || last.to <= own.to) last = own;
    }
  }
  return links;
}

interface Around {
  /** The one that ends last of those before it. */
  readonly last: ChainStatement | null;
  /** One that has the balance with which it begins. */
  readonly fitting: ChainStatement | null;
  /** Whether none begins on the same day with another balance. */
  readonly isAlone: boolean;
}

function linkOf(own: ChainStatement, { last, fitting, isAlone }: Around): ChainLink {
  if (fitting) return { chain: 'fits', missing: null, before: fitting.statementId };
  if (last === null) return { chain: isAlone ? 'first' : 'overlap', missing: null, before: null };
  const link = (chain: ChainLink['chain'], missing: number | null = null) => ({
    ...{ chain, missing, before: last.statementId },
  });
  if (own.opening === null || last.closing === null) return link('unknown');
  if (last.to > own.from) return link('overlap');
  return link('gap', own.opening - last.closing);
}

function openingsByDay(
  statements: readonly ChainStatement[],
): ReadonlyMap<string, ReadonlySet<number | null>> {
  const openings = new Map<string, Set<number | null>>();
  for (const { from, opening } of statements) {
    const known = openings.get(from);
    if (known) known.add(opening);
    else openings.set(from, new Set([opening]));
  }
  return openings;
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

function startsSame(one: ChainStatement, other: ChainStatement): boolean {
  return one.from === other.from && one.opening === other.opening;
}

/**
 * Answers, for statements in their order, which one ended until their first day with the balance with which they begin: the latest. One
 * that begins as they do is perhaps the same, so it is none.
 */
function endings(
  sorted: readonly ChainStatement[],
): (own: ChainStatement) => ChainStatement | null {
  const byEnd = [...sorted].sort((one, other) => compare(one.to, other.to) || order(one, other));
  const none = [null, null] as const;
  /** By closing balance the latest, and the latest of those that begin otherwise. */
  const latest = new Map<number, readonly [ChainStatement, ChainStatement | null]>();
  let next = 0;
  return (own) => {
    for (let one = byEnd[next]; one && one.to <= own.from; one = byEnd[next]) {
      next += 1;
      if (one.closing === null) continue;
      const [first, second] = latest.get(one.closing) ?? none;
      latest.set(one.closing, [one, first && startsSame(first, one) ? second : first]);
    }
    const [first, second] = (own.opening === null ? undefined : latest.get(own.opening)) ?? none;
    return first && startsSame(first, own) ? second : first;
  };
}

/** The statements that a sweep over days is in, by the balance that each has before the day that was reached. */
class RunningBalances {
  readonly #balances = new Map<ChainStatement, number>();
  readonly #byBalance = new Map<number, Set<ChainStatement>>();
  /** What a day changes for the days after it; `null`: the statement ends. */
  readonly #changes: readonly (readonly [string, ChainStatement, number | null])[];
  #next = 0;

  constructor(statements: readonly ChainStatement[]) {
    this.#changes = statements
      .flatMap((one) => [
        ...one.sums.map(({ day, sum }) => [day, one, sum] as const),
        [one.to, one, null] as const,
      ])
      .sort(([one], [other]) => compare(one, other));
  }

  /** Moves to the beginning of a day; days only rise. */
  moveTo(day: string): void {
    for (
      let change = this.#changes[this.#next];
      change && change[0] < day;
      change = this.#changes[this.#next]
    ) {
      this.#apply(change[1], change[2]);
      this.#next += 1;
    }
  }

  /** One that has this balance. */
  with(opening: number | null): ChainStatement | null {
    const [one = null] = (opening === null ? undefined : this.#byBalance.get(opening)) ?? [];
    return one;
  }

  /** Adds a statement of the day that was reached. */
  add(one: ChainStatement): void {
    if (one.opening === null) return;
    const before = one.sums.filter(({ day }) => day < one.from);
    this.#put(
      one,
      before.reduce((balance, { sum }) => balance + sum, one.opening),
    );
  }

  #apply(one: ChainStatement, sum: number | null): void {
    const balance = this.#balances.get(one);
    if (balance === undefined) return;
    this.#byBalance.get(balance)?.delete(one);
    if (sum === null) this.#balances.delete(one);
    else this.#put(one, balance + sum);
  }

  #put(one: ChainStatement, balance: number): void {
    this.#balances.set(one, balance);
    const same = this.#byBalance.get(balance);
    if (same) same.add(one);
    else this.#byBalance.set(balance, new Set([one]));
  }
}
