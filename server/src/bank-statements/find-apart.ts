import { follows, type Span } from './identify-lines.ts';

/** A statement of the account, as far as it matters whose lines it has. */
export interface NearStatement extends Span {
  readonly statementId: string;
}

/**
 * The statements whose lines are other payments than those of one, because their balances lead from their end to its beginning, or from its
 * end to their beginning, perhaps through others. Without balances, and in doubt, equal lines are the same payment: one that is missing is
 * noticed by the balances, but one that was added twice would be credited twice.
 */
export function findApart<S extends NearStatement>(own: Span, near: readonly S[]): S[] {
  const others = near.filter(
    ({ opening, closing }) => opening !== own.opening && closing !== own.closing,
  );
  const byOpening = Map.groupBy(others, ({ opening }) => opening);
  const byClosing = Map.groupBy(others, ({ closing }) => closing);
  const after = reached(own, (one) =>
    (byOpening.get(one.closing) ?? []).filter((other) => follows(one, other)),
  );
  const before = reached(own, (one) =>
    (byClosing.get(one.opening) ?? []).filter((other) => follows(other, one)),
  );
  return [...new Set([...after, ...before])];
}

/** All that can be reached from one, step by step. */
function reached<S extends NearStatement>(own: Span, next: (one: Span) => readonly S[]): Set<S> {
  const found = new Set<S>();
  const seen = new Set<string>();
  const waiting: Span[] = [own];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const place = `${one.from} ${one.to} ${one.opening} ${one.closing}`;
    if (seen.has(place)) continue;
    seen.add(place);
    for (const other of next(one)) {
      found.add(other);
      waiting.push(other);
    }
  }
  return found;
}

/**
 * Whether a statement may be a part of another one: its balances are among those that the other has from line to line, in this order.
 */
export function mayBeWithin(
  part: Span,
  { opening, amounts }: { readonly opening: number | null; readonly amounts: readonly number[] },
): boolean {
  if (opening === null) return true;
  let balance = opening;
  let first = balance === part.opening ? 0 : -1;
  let last = -1;
  for (const [index, amount] of amounts.entries()) {
    balance += amount;
    if (first < 0 && balance === part.opening) first = index + 1;
    if (balance === part.closing) last = index + 1;
  }
  return first >= 0 && first < last;
}
