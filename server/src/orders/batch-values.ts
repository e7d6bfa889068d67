import { arrayText } from '../kit/database/index.ts';
import type { Entry } from './member.ts';
import { EVENT_HEAD, eventEnding, statusText } from './order.ts';
import { type Endings, PASSED } from './passage.ts';
import { type Columns, columnTexts, typesOf } from './place-columns.ts';

/** What the instant decides: the order's id before the columns, its events after them. */
const BEFORE = ['uuid'];
const AFTER = ['uuid', 'text', 'text', 'int', 'text', 'text'];

/** The arguments of a call that places a batch, with these columns. */
export function argumentsOf(columns: Columns): string {
  const arrays = [...BEFORE, ...typesOf(columns), ...AFTER];
  return `$1::timestamptz, ${arrays.map((type, index) => `$${index + 2}::${type}[]`).join(', ')}`;
}

/** The values of such a call for these orders. */
export function batchValues(at: Date, entries: readonly Entry[], columns: Columns): string[] {
  return [
    at.toISOString(),
    arrayText(entries.map(({ orderId }) => orderId)),
    ...columnTexts(entries, columns),
    arrayText(entries.flatMap(({ eventIds }) => eventIds)),
    ...eventPieces(entries),
  ];
}

const STATUSES = arrayText(PASSED.map(([status]) => statusText(status)));

/**
 * The events of all entries in pieces: heads, what was sold, the number of the endings, statuses, endings. An event is head,
 * status, what was sold and ending. Three whole texts for each order took a seventh of its processor time.
 */
function eventPieces(entries: readonly Entry[]): string[] {
  const all: Endings[] = [];
  const numbers = entries.map(({ placement: { endings } }) => {
    const known = all.indexOf(endings);
    return known >= 0 ? known + 1 : all.push(endings);
  });
  const texts = all.flatMap((endings) =>
    PASSED.map(([status, previous]) => endings[status] + eventEnding(previous)),
  );
  return [
    arrayText(entries.map(({ placement }) => EVENT_HEAD + placement.head)),
    `{${entries.map(({ soldElement }) => soldElement).join()}}`,
    arrayText(numbers),
    STATUSES,
    arrayText(texts),
  ];
}
