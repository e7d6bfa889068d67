import type pg from 'pg';
import { required } from '../kit/assert.ts';
import {
  arrayText,
  refuseWarning,
  sendQuery,
  type Tx,
  traceStatement,
} from '../kit/database/index.ts';
import type { Entry, Outcome, Placed } from './member.ts';
import { EVENT_HEAD, eventEnding, statusText } from './order.ts';
import { type Endings, PASSED } from './passage.ts';
import { COLUMN_TYPES, columnTexts } from './place-columns.ts';
import { placeUsual, type Send } from './place-one.ts';

/** What the instant decides: the order's id before the columns, its events after them. */
const BEFORE = ['uuid'];
const AFTER = ['uuid', 'text', 'text', 'int', 'text', 'text'];
const CALL =
  'SELECT member, outcome, order_id, figure FROM orders.place($1::timestamptz, ' +
  `${[...BEFORE, ...COLUMN_TYPES, ...AFTER].map((type, index) => `$${index + 2}::${type}[]`).join(', ')})`;

const NAME = 'orders.place';

interface Row {
  member: number;
  outcome: Outcome;
  order_id: string | null;
  figure: number | null;
}

/** One call and one commit for all entries; an error applies to all of them. */
export function placeBatch(
  client: pg.ClientBase,
  at: Date,
  entries: readonly Entry[],
): Promise<Placed[]> {
  return place(at, entries, (text, values, name) =>
    traceStatement(text, name, async () => {
      const check = () => refuseWarning(client);
      return (await sendQuery<never>(client, text, values, name, check)).rows;
    }),
  );
}

/** One order in a transaction of the caller's, who commits it. */
export async function placeOne(tx: Tx, at: Date, entry: Entry): Promise<Placed> {
  const [placed] = await place(at, [entry], async (text, values, name) => {
    return (await tx.query<never>(text, values, name)).rows;
  });
  return required(placed, 'a member has its outcome');
}

async function place(at: Date, entries: readonly Entry[], send: Send): Promise<Placed[]> {
  const [first, ...others] = entries;
  if (first && others.length === 0) {
    const placed = await placeUsual(send, at, first);
    if (placed) return [placed];
  }
  const rows = await send<Row>(CALL, valuesOf(at, entries), NAME);
  return rows.map((row) => placedOf(row, entries[row.member - 1] as Entry));
}

function valuesOf(at: Date, entries: readonly Entry[]): string[] {
  return [
    at.toISOString(),
    arrayText(entries.map(({ orderId }) => orderId)),
    ...columnTexts(entries),
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

function placedOf({ outcome, order_id: orderId, figure }: Row, entry: Entry): Placed {
  return { outcome, orderId, figure, entry };
}
