import { listReveals } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { RevealDetail } from './list-reveals.ts';

const BROKEN_MAX = 100;
const PAGE = 1_000;

/**
 * Compares every reading of orders with withdrawn codes in the audit with what these orders show without them: by the count of
 * codes, and by their hash if a reading has one.
 */
export async function checkReadings(db: Db): Promise<{ checked: number; broken: string[] }> {
  const { rows: orders } = await db.query<{ orderId: string }>(
    'SELECT DISTINCT order_id AS "orderId" FROM orders.withdrawn',
  );
  const broken: string[] = [];
  let checked = 0;
  for (const { orderId } of orders) {
    const shown = new Map<number, { codes: number; hash: string }>();
    for await (const { entryId, detail } of readingsOf(db, orderId)) {
      checked += 1;
      const { codes, lines = codes, sha256 } = JSON.parse(detail) as RevealDetail;
      const known = shown.get(lines) ?? (await shownOf(db, orderId, lines));
      shown.set(lines, known);
      if (known.codes === codes && (sha256 === undefined || sha256 === known.hash)) continue;
      if (broken.length < BROKEN_MAX) broken.push(`order ${orderId} in audit entry ${entryId}`);
    }
  }
  return { checked, broken };
}

async function* readingsOf(db: Db, orderId: string) {
  let before: { before?: number } = {};
  for (;;) {
    const found = await listReveals(db, formatId('ord', orderId), { ...before, limit: PAGE });
    yield* found.slice(0, PAGE);
    const last = found.length > PAGE ? found[PAGE - 1] : undefined;
    if (!last) return;
    before = { before: last.entryId };
  }
}

async function shownOf(db: Db, orderId: string, lines: number) {
  const { rows } = await db.query<{ codes: number; hash: string }>(
    'SELECT o_codes AS codes, o_hash AS hash FROM orders.shown($1, $2)',
    [orderId, lines],
  );
  return required(rows[0], 'a function gives a row');
}
