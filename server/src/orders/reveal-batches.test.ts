/**
 * Guards: no code leaves without an audit row that says whose and how many, in the same commit; whether one order is
 * read or several at once.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BareOrders, entryOf, leftBy, openBareOrders } from '../../testkit/index.ts';
import type { Entry } from './member.ts';
import { placeBatch } from './place-batch.ts';

const LOOKS = {
  audit: `SELECT at, actor, tenant_id, action, subject, address, request_id, detail
            FROM audit.entries ORDER BY entry_id`,
  orders: 'SELECT order_id, first_revealed_at FROM orders.orders ORDER BY order_id',
};

let bare: BareOrders;
const orders: Entry[] = [];
beforeAll(async () => {
  bare = await openBareOrders();
  await bare.client.query('UPDATE ledger.accounts SET balance = 1000 WHERE kind = $1', [
    'available',
  ]);
  for (const quantity of [1, 3]) orders.push(entryOf(bare, { quantity }));
  orders.push(entryOf(bare, { tenant: 1, shelf: 1 }));
  orders.push(entryOf(bare, { approval: { limit: 0, windowMs: 1 } }));
  await placeBatch(bare.client, bare.at, orders);
});
afterAll(() => bare[Symbol.asyncDispose]());

const of = (index: number): Entry => orders[index] as Entry;

interface Read {
  readonly status: string | null;
  readonly codes: string | null;
}

async function reveal(
  group: readonly { readonly tenantId: number; readonly orderId: string }[],
): Promise<Read[]> {
  const same = (text: string) => group.map(() => text);
  const { rows } = await bare.client.query<Read>(
    `SELECT status, codes FROM orders.reveal_many($1, $2::int[], $3::uuid[], $4, $5, $6, $7) ORDER BY member`,
    [
      bare.at,
      group.map(({ tenantId }) => tenantId),
      group.map(({ orderId }) => orderId),
      same('key:key_1'),
      group.map(({ orderId }) => `ord_${orderId}`),
      same('192.0.2.1'),
      same('req_1'),
    ],
  );
  return rows;
}

test.each([[[0]], [[1]], [[0, 1, 2]], [[1, 1]]])(
  'orders %j are read with a row each',
  async (read) => {
    const left = await leftBy(bare.client, LOOKS, () => reveal(read.map(of)));
    if (left.refused) throw new Error('nothing refuses it');
    const hashes = left.result.map(({ codes }) => {
      const bytes = Buffer.from(codes ?? '', 'base64');
      expect(bytes.length).toBeGreaterThan(0);
      return createHash('sha256').update(bytes).digest('hex');
    });
    expect(left.rows.audit).toEqual(
      read.map((index, turn) => ({
        at: bare.at,
        actor: 'key:key_1',
        tenant_id: of(index).tenantId,
        action: 'codes.revealed',
        subject: `ord_${of(index).orderId}`,
        address: '192.0.2.1',
        request_id: 'req_1',
        // What was shown before is not proven again.
        detail: JSON.stringify({
          codes: of(index).terms.quantity,
          ...(read.indexOf(index) === turn && { sha256: hashes[turn] }),
        }),
      })),
    );
  },
);

test('several at once leave what they leave one by one', async () => {
  const group = [of(0), of(1), of(2), of(3), of(0)];
  const batch = await leftBy(bare.client, LOOKS, () => reveal(group));
  const single = await leftBy(bare.client, LOOKS, async () => {
    const all = [];
    for (const each of group) all.push(...(await reveal([each])));
    return all;
  });
  expect(batch).toEqual(single);
});

test.each([
  ['of somebody else', () => ({ ...of(0), tenantId: of(2).tenantId }), null],
  ['that is not delivered', () => of(3), 'pending'],
])('an order %s gives no code and leaves no row', async (_what, order, status) => {
  expect(await leftBy(bare.client, LOOKS, () => reveal([order()]))).toMatchObject({
    result: [{ status, codes: null }],
    rows: { audit: [] },
  });
});
