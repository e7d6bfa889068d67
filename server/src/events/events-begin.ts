import { invalid } from '../kit/refusal.ts';

/**
 * The `sequence` after which a page of events begins: a cursor is such a number, and `after` names one for the first page.
 */
export function eventsBegin({
  after,
  cursor,
}: {
  readonly after?: number;
  readonly cursor?: string;
}): number {
  // nothing: without a cursor it begins at the first event.
  if (cursor === undefined) return after ?? 0;
  if (after !== undefined) {
    const detail = 'Send either cursor or after.';
    throw invalid({ pointer: '/after', code: 'unknown_member', detail });
  }
  const sequence = /^[0-9]{1,16}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (Number.isSafeInteger(sequence)) return sequence;
  const detail = 'It is not a cursor of this list; use next_cursor of the previous reply.';
  throw invalid({ pointer: '/cursor', code: 'cursor', detail });
}
