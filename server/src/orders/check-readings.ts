import { listReveals } from '../audit/index.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { codesOf } from './codes-of.ts';
import { idsOf, type RevealDetail, readingCheck } from './shown.ts';

const BROKEN_MAX = 100;
const PAGE = 1_000;

/**
 * Compares the readings in the audit with what the orders show, for every order that has withdrawn codes or was read in part: by
 * the count of codes, by their hash if a reading has one, and by the codes that it names.
 */
export async function checkReadings(db: Db): Promise<{ checked: number; broken: string[] }> {
  const { rows: orders } = await db.query<{ orderId: string }>(
    `SELECT order_id AS "orderId" FROM orders.withdrawn
      UNION
     SELECT order_id FROM orders.known_codes WHERE read_at IS NOT NULL`,
  );
  const broken: string[] = [];
  let checked = 0;
  for (const { orderId } of orders) {
    const agrees = readingCheck(db, orderId);
    const named = new Set<string>();
    for await (const { entryId, detail: text } of readingsOf(db, orderId)) {
      checked += 1;
      const detail = JSON.parse(text) as RevealDetail;
      for (const codeId of idsOf(detail) ?? []) named.add(codeId);
      if (await agrees(detail)) continue;
      broken.push(`order ${orderId} in audit entry ${entryId}`);
    }
    for (const codeId of await wronglyRead(db, orderId, named)) {
      broken.push(`code ${codeId} of order ${orderId}`);
    }
    if (broken.length >= BROKEN_MAX) break;
  }
  return { checked, broken: broken.slice(0, BROKEN_MAX) };
}

/** Codes that were read one by one by the audit and not by the order, or the other way round. */
async function wronglyRead(
  db: Db,
  orderId: string,
  named: ReadonlySet<string>,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ codeId: string }>(
    'SELECT code_id AS "codeId" FROM orders.known_codes WHERE order_id = $1 AND read_at IS NOT NULL',
    [orderId],
  );
  const unnamed = rows.filter(({ codeId }) => !named.has(codeId));
  const codes = named.size > 0 ? await codesOf(db, [orderId], [...named]) : [];
  const unknown = codes.filter(({ known }) => !known);
  return [...unnamed, ...unknown].map(({ codeId }) => codeId);
}

async function* readingsOf(db: Db, orderId: string) {
  let behind: number | null = null;
  for (;;) {
    const found: Awaited<ReturnType<typeof listReveals>> = await listReveals(
      db,
      formatId('ord', orderId),
      { behind, limit: PAGE },
    );
    yield* found;
    const last = found.at(-1);
    if (found.length < PAGE || !last) return;
    behind = last.entryId;
  }
}
