import type pg from 'pg';
import { required } from '../kit/assert.ts';
import { refuseWarning, sendQuery, type Tx, traceStatement } from '../kit/database/index.ts';
import { argumentsOf, batchValues } from './batch-values.ts';
import type { Entry, Outcome, Placed } from './member.ts';
import { ALL } from './place-columns.ts';
import { placeUsual, type Send } from './place-usual.ts';

const CALL = `SELECT member, outcome, order_id, figure FROM orders.place(${argumentsOf(ALL)})`;
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
  const placed = await placeUsual(send, at, entries);
  if (placed) return placed;
  const rows = await send<Row>(CALL, batchValues(at, entries, ALL), NAME);
  return rows.map((row) => placedOf(row, entries[row.member - 1] as Entry));
}

function placedOf({ outcome, order_id: orderId, figure }: Row, entry: Entry): Placed {
  return { outcome, orderId, figure, entry };
}
