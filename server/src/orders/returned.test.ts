/**
 * Guards: a return of many codes leaves what returns of each of them leave one after another: every returned code is for sale once and
 * in no order, every other one stays with its order, and exactly the price paid for each comes back.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BareOrders, entryOf, leftBy, openBareOrders } from '../../testkit/index.ts';
import { newUuid } from '../kit/ids.ts';
import { codesOf } from './codes-of.ts';
import { placeBatch } from './place-batch.ts';

const PRICE = 7;
const MONEY = 5_000;
const LOOKS = {
  shelves: 'SELECT shelf_id, available FROM stock.shelves ORDER BY shelf_id',
  sellable: `SELECT l.run_id, p AS position
               FROM stock.lanes l CROSS JOIN LATERAL generate_series(l.head, l.tail - 1) p
              WHERE l.state = 'open' ORDER BY l.run_id, p`,
  sold: `SELECT r.run_id, p AS position
           FROM orders.ranges r
           CROSS JOIN LATERAL generate_series(r.from_position, r.from_position + r.codes - 1) p
          WHERE r.released_at IS NULL ORDER BY r.run_id, p`,
  lines: `SELECT run_id, position, resolution, state FROM orders.withdrawn ORDER BY run_id, position`,
  places: 'SELECT run_id, position, fingerprint FROM stock.codes ORDER BY run_id, position',
  money: 'SELECT account_id, balance FROM ledger.accounts ORDER BY account_id',
  transfers: `SELECT kind, count(*) AS transfers FROM ledger.transfers GROUP BY kind ORDER BY kind`,
  refunded: 'SELECT refunded FROM orders.orders',
};

let bare: BareOrders;
beforeAll(async () => {
  bare = await openBareOrders();
  await bare.client.query('UPDATE ledger.accounts SET balance = $1 WHERE kind = $2', [
    ...[MONEY, 'available'],
  ]);
});
afterAll(() => bare[Symbol.asyncDispose]());

/** Returns codes of an order by their places in its list. */
async function giveBack(order: ReturnType<typeof entryOf>, places: readonly number[]) {
  const { client, at } = bare;
  const all = await codesOf(client as never, [order.orderId]);
  const ids = places.map((place) => all[place]?.codeId);
  const { rows } = await client.query<{ sealed: Buffer }>(
    `SELECT c.sealed FROM unnest($1::uuid[]) WITH ORDINALITY u(id, ord)
       JOIN stock.codes c ON c.code_id = u.id ORDER BY u.ord`,
    [ids],
  );
  await client.query(
    `SELECT orders.return_codes($1, $2, $3, 'key:1', $4::uuid[], $5::uuid[], $6::bytea[], $7, $8, $9,
                                '{}')`,
    [
      ...[at, order.tenantId, order.orderId, ids, ids.map(() => newUuid())],
      rows.map(({ sealed }) => sealed),
      ...[order.accounts.available, bare.tenants[0]?.accounts.refunds, newUuid()],
    ],
  );
}

// 40 codes a run: 41 and more are of two.
const wishes = fc.integer({ min: 1, max: 60 }).chain((quantity) =>
  fc.record({
    quantity: fc.constant(quantity),
    places: fc.shuffledSubarray([...Array(quantity).keys()], { minLength: 1 }),
  }),
);

test('one return of many codes is many returns of one', async () => {
  await fc.assert(
    fc.asyncProperty(wishes, fc.nat(), async ({ quantity, places }, cut) => {
      const { client, at } = bare;
      const run = (groups: readonly (readonly number[])[]) =>
        leftBy(client, LOOKS, async () => {
          const order = entryOf(bare, { quantity, listPrice: 10, unitPrice: PRICE });
          await placeBatch(client, at, [order]);
          for (const group of groups) await giveBack(order, group);
        });
      const middle = cut % places.length;
      const halves = [places.slice(0, middle), places.slice(middle)].filter(
        ({ length }) => length > 0,
      );
      const once = await run([places]);
      expect(await run(places.map((place) => [place]))).toEqual(once);
      expect(await run(halves)).toEqual(once);
      const { rows } = once as unknown as {
        rows: Record<keyof typeof LOOKS, Record<string, number>[]>;
      };
      const kept = quantity - places.length;
      expect(rows.sold).toHaveLength(kept);
      expect(rows.sellable).toHaveLength(160 - kept);
      expect(rows.refunded).toEqual([{ refunded: PRICE * places.length }]);
      expect(rows.money.map(({ balance }) => balance)).toContain(MONEY - PRICE * kept);
    }),
    { numRuns: 60 },
  );
});

test('a code comes back once', async () => {
  const left = await leftBy(bare.client, LOOKS, async () => {
    const order = entryOf(bare, { quantity: 3, unitPrice: PRICE });
    await placeBatch(bare.client, bare.at, [order]);
    await giveBack(order, [1]);
    await giveBack(order, [1]);
  });
  expect(left).toEqual({ refused: true });
});

test.each([
  [
    'was read',
    `INSERT INTO orders.known_codes (code_id, order_id, known_at, read_at)
                SELECT code_id, order_id, $2, $2 FROM orders.codes_of(ARRAY[$1::uuid]) LIMIT 1`,
  ],
  [
    'was read with its order',
    'UPDATE orders.orders SET first_revealed_at = $2 WHERE order_id = $1',
  ],
])('a code that %s does not come back, whatever the caller says', async (_, read) => {
  const left = await leftBy(bare.client, LOOKS, async () => {
    const order = entryOf(bare, { quantity: 2, unitPrice: PRICE });
    await placeBatch(bare.client, bare.at, [order]);
    await bare.client.query(read, [order.orderId, bare.at]);
    await giveBack(order, [0]);
  });
  expect(left).toEqual({ refused: true });
});
