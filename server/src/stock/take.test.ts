/**
 * Guards: stock sells by expiry before age, and of one age what came back first, in each of the three forms
 * in which it is taken: for a single order, for a batch of orders, and for replacements.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let shop: Shop;
let shelf: number;
/** In the order in which they sell: the two that expire first are the youngest but one and the oldest but one. */
const SELLS = ['SOON-1', 'SOON-2', 'LATER-1', 'LATER-2', 'NEVER-1', 'NEVER-2'] as const;
beforeAll(async () => {
  shop = await openShop();
  const inDays = (days: number) => new Date(shop.clock.now().getTime() + days * DAY_MS);
  await shop.stock({ codes: ['NEVER-1'] });
  await shop.stock({ codes: ['LATER-1'], expiresAt: inDays(60) });
  await shop.stock({ codes: ['NEVER-2'] });
  await shop.stock({ codes: ['SOON-1'], expiresAt: inDays(30) });
  await shop.stock({ codes: ['SOON-2'], expiresAt: inDays(30) });
  await shop.stock({ codes: ['LATER-2'], expiresAt: inDays(60) });
  const [row] = await shop.rows<{ shelf: number }>(
    'SELECT shelf_id AS shelf FROM stock.lanes LIMIT 1',
  );
  shelf = row?.shelf ?? 0;
});
afterAll(() => shop[Symbol.asyncDispose]());

type Ranges = { run: number[]; from: number[]; codes: number[] };

/** Returns the texts of the taken codes, in their order; the transaction is rolled back. */
async function taken(take: (tx: Tx) => Promise<Ranges | undefined>): Promise<string[]> {
  const { vault, catalog } = shop.app;
  const database = shop.owner;
  const texts: string[] = [];
  const undo = new Error('undo');
  await database
    .transaction(async (tx) => {
      const ranges = await take(tx);
      const { rows } = await tx.query<{
        id: string;
        sealed: Buffer;
        lot: string;
        product: number;
      }>(
        `SELECT c.code_id AS id, c.sealed, c.lot_id AS lot, c.product_id AS product
           FROM unnest($1::int[], $2::int[], $3::int[]) WITH ORDINALITY u(run, head, codes, ord)
           CROSS JOIN LATERAL generate_series(u.head, u.head + u.codes - 1) p(position)
           CROSS JOIN LATERAL stock.sealed_at(u.run, p.position) c ORDER BY u.ord, p.position`,
        [ranges?.run, ranges?.from, ranges?.codes],
      );
      for (const { id, sealed, lot, product } of rows) {
        const key = await vault.dataKey(tx, lot);
        const place = { codeId: id, lotId: lot, productId: product };
        texts.push(vault.open(key, place, sealed).code);
      }
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
  expect(catalog.current.products.length).toBeGreaterThan(0);
  return texts;
}

const call = async (tx: Tx, text: string, values: readonly unknown[]) =>
  (await tx.query<Ranges>(text, [shop.clock.now(), ...values])).rows[0];

test.each([1, 3, 6])('a single order of %i', async (quantity) => {
  const texts = await taken((tx) =>
    call(
      tx,
      `SELECT o_run AS run, o_from AS from, o_codes AS codes
         FROM stock.take($1, ARRAY[$2::uuid], ARRAY[$3::int], ARRAY[$4::int])`,
      [newUuid(), shelf, quantity],
    ),
  );
  expect(texts).toEqual(SELLS.slice(0, quantity));
});

test.each([[[1, 1]], [[2, 3]], [[1, 2, 3]]])('a batch of orders of %j', async (quantities) => {
  const orders = quantities.map(() => newUuid());
  const texts = await taken((tx) =>
    call(
      tx,
      `SELECT array_agg(u.run ORDER BY array_position($2::uuid[], u.id), u.ord) AS run,
              array_agg(u.head ORDER BY array_position($2::uuid[], u.id), u.ord) AS from,
              array_agg(u.codes ORDER BY array_position($2::uuid[], u.id), u.ord) AS codes
         FROM stock.take($1, $2::uuid[], $3::int[], $4::int[]) t,
              unnest(t.o_order, t.o_run, t.o_from, t.o_codes) WITH ORDINALITY
                u(id, run, head, codes, ord)`,
      [orders, quantities.map(() => shelf), quantities],
    ),
  );
  // Each order gets its part of what sells next, in whatever order its codes come.
  let at = 0;
  for (const quantity of quantities) {
    const own = texts.slice(at, at + quantity).sort();
    expect(own).toEqual(SELLS.slice(at, at + quantity).sort());
    at += quantity;
  }
});

test.each([1, 4])('%i replacements', async (quantity) => {
  const texts = await taken((tx) =>
    call(
      tx,
      `SELECT o_run AS run, o_from AS from, o_codes AS codes
         FROM stock.take_apart($1, $2, $3, '{}'::uuid[])`,
      [shelf, quantity],
    ),
  );
  expect(texts).toEqual(SELLS.slice(0, quantity));
});

test('the codes of an order by API are those that expire first', async () => {
  const { key } = await shop.buyer({ balance: '1000.00' });
  const body = { region: 'US', denomination: 50, quantity: 2 };
  const { body: order } = await shop.call('POST', '/orders', { key, body });
  const read = await shop.call<{ data: { code: string }[] }>('GET', `/orders/${order.id}/codes`, {
    key,
  });
  expect(read.body.data.map(({ code }) => code).sort()).toEqual(['SOON-1', 'SOON-2']);
});
