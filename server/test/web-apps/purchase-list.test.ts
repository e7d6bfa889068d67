/**
 * Guards: people find every purchase of their business and none of another, with the person who made it and its outcome as its orders are
 * now; by its number, an order of it, a person and days; in both directions, and the same in a file. All codes of one are read at once, each
 * reading recorded.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Purchase, type PurchaseRow, purchaseCsvColumns } from '@psnb2b/contract';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { newIdText, parseId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  codeOf,
  colleague,
  databaseBefore,
  openShop,
  type Shop,
  signUp,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

interface List {
  readonly data: PurchaseRow[];
  readonly total: number | null;
  readonly next_cursor: string | null;
  readonly previous_cursor: string | null;
}

const clock = drivenClock();
let shop: Shop;
let owner: Visitor;
let buyer: Visitor;
let stranger: Visitor;
let partnerId: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.stock({ denomination: 50, codes: 20 });
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '500.00');
  buyer = (await colleague(shop, owner, 'buyer')).visitor;
  stranger = (await signUp(shop, 'Andere')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());

let keys = 0;
function line(quantity: number, more: object = {}) {
  keys += 1;
  return { key: `line-${keys}`, region: 'US', denomination: 50, quantity, ...more };
}
/** Buys a second later, with a fresh proof. */
async function buy(by: Visitor, lines: readonly object[], more: object = {}, query = '') {
  clock.advance(1_000);
  await stepUp(clock, by);
  const body = { id: newIdText('pur', clock.now().getTime()), lines, ...more };
  return bodyOf(clock, by.post<Purchase>(`/purchases${query}`, body));
}
const list = (query = '', by = owner) => bodyOf(clock, by.get<List>(`/purchases${query}`));
const ids = async (query = '', by = owner) => (await list(query, by)).data.map(({ id }) => id);
const fileOf = async (query = '') => {
  const { text } = await owner.get(`/purchases/export${query}`);
  return parse(text, { columns: true }) as Record<string, string>[];
};

test('each has its person, its number and the outcome of its lines, as it is now', async () => {
  const bought = await buy(owner, [line(2), line(900)], { reference: 'PO-1042' });
  const held = await buy(buyer, [line(1), line(1)], { payment: 'hold' });
  const testing = await buy(owner, [line(1)], {}, '?mode=test');
  const [second, first] = (await list()).data;
  const { user } = await bodyOf(clock, owner.get<{ user: { id: string; name: string } }>('/me'));
  const counts = { delivered: 0, waiting: 0, failed: 0, refused: 0, open: 0 };
  expect(first).toEqual({
    ...{ id: bought.id, object: 'purchase', mode: 'live', created_at: bought.created_at },
    ...{ reference: 'PO-1042', bought_by: { id: user.id, name: user.name }, lines: 2 },
    ...{ ...counts, delivered: 1, refused: 1, codes: 2, total: '94.00', currency: 'USD' },
  });
  expect(second).toMatchObject({ id: held.id, reference: null, waiting: 2, codes: 0 });
  expect(second?.total).toBe('94.00');
  await stepUp(clock, buyer);
  const [one, other] = held.lines.map(({ order }) => order?.id);
  expect((await buyer.post(`/orders/${one}/confirm`)).status).toBe(200);
  expect((await buyer.post(`/orders/${other}/cancel`)).status).toBe(200);
  expect((await list()).data[0]).toMatchObject({
    ...{ ...counts, delivered: 1, failed: 1, codes: 1, total: '47.00' },
  });
  // A line that is cut off before its order is open.
  await shop.rows('UPDATE purchases.lines SET refusal = NULL WHERE refusal IS NOT NULL');
  expect((await list()).data[1]).toMatchObject({ ...counts, delivered: 1, open: 1 });
  expect(await ids('?mode=test')).toEqual([testing.id]);
  expect([await ids('', stranger), await ids(`?q=${bought.id}`, stranger)]).toEqual([[], []]);
});

test('found by a part of its number, its id, an order of it, a person and days; the file has the same', async () => {
  const mine = await buy(buyer, [line(1)], { reference: '=SUM(A1)/Größe_%' });
  const after = await buy(owner, [line(1)], { reference: 'PO-1043' });
  // The number of lines that are sent later.
  await stepUp(clock, owner);
  const known_keys = after.lines.map(({ key }) => key);
  const later = { id: after.id, known_keys, lines: [line(1)], reference: 'PO-1044' };
  expect((await owner.post('/purchases', later)).status).toBe(200);
  const { user } = await bodyOf(clock, buyer.get<{ user: { id: string } }>('/me'));
  const own = await ids(`?bought_by=${user.id}`);
  expect(own).toHaveLength(2);
  const cases: [string, string[]][] = [
    ['?q=gr%C3%B6SSE', []],
    ['?q=GR%C3%B6%C3%9Fe_', [mine.id]],
    ['?q=%25', [mine.id]],
    ['?q=1043', []],
    ['?q=po-1044', [after.id]],
    [`?q=${mine.id}`, [mine.id]],
    [`?q=${mine.lines[0]?.order?.id}`, [mine.id]],
    [`?q=${newIdText('ord', 0)}`, []],
    [`?bought_by=${user.id}&q=${after.id}`, []],
    ['?bought_by=nobody', []],
    [`?created_from=${mine.created_at}`, [after.id, mine.id]],
    [`?created_from=${mine.created_at}&created_before=${after.created_at}`, [mine.id]],
  ];
  for (const [query, wanted] of cases) {
    const { data, total } = await list(query);
    expect([query, data.map(({ id }) => id), total]).toEqual([query, wanted, wanted.length]);
    expect([query, (await fileOf(query)).map(({ id }) => id)]).toEqual([query, wanted]);
  }
  const [line1] = await fileOf(`?q=${mine.id}`);
  expect(Object.keys(line1 ?? {})).toEqual([...purchaseCsvColumns]);
  expect(line1).toMatchObject({
    ...{ reference: "'=SUM(A1)/Größe_%", bought_by_id: user.id, total: '47.00', delivered: '1' },
  });
  const file = await owner.get('/purchases/export?mode=test');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="test-purchases.csv"');
});

test('it is read page by page in both directions, also where many have one time', async () => {
  const [{ tenant_id = 0 } = {}] = await shop.rows<{ tenant_id: number }>(
    `SELECT tenant_id FROM partners.tenants WHERE partner_id = $1 AND mode = 'live'`,
    [partnerId],
  );
  await shop.rows(
    `WITH made AS (
       INSERT INTO purchases.purchases (tenant_id, purchase_id, bought_by, created_at)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), $2 FROM generate_series(1, 5) RETURNING *)
     INSERT INTO purchases.lines (tenant_id, purchase_id, line, key, asked, sent_at)
     SELECT tenant_id, purchase_id, 1, 'a', '{}', $2 FROM made RETURNING 1`,
    [tenant_id, clock.now()],
  );
  const whole = await ids();
  const there: string[] = [];
  let page = await list('?limit=2');
  for (;;) {
    there.push(...page.data.map(({ id }) => id));
    if (page.next_cursor === null) break;
    page = await list(`?limit=2&cursor=${page.next_cursor}`);
  }
  expect(there).toEqual(whole);
  expect(new Set(there).size).toBe(whole.length);
  while (page.previous_cursor !== null) {
    page = await list(`?limit=2&cursor=${page.previous_cursor}`);
  }
  expect(page.data.map(({ id }) => id)).toEqual(whole.slice(0, 2));
});

test('all codes of a purchase in one file: each order is read and recorded, what waits is left out', async () => {
  await shop.deposit(partnerId, '500.00');
  const bought = await buy(owner, [line(2), line(1)]);
  const known_keys = bought.lines.map(({ key }) => key);
  await buy(owner, [line(1)], { id: bought.id, known_keys, payment: 'hold' });
  const read = await bodyOf(
    clock,
    owner.post<{ orders: number; left_out: number; csv: string }>(`/purchases/${bought.id}/codes`),
  );
  expect(read).toMatchObject({ orders: 2, left_out: 1 });
  const [head, ...rows] = read.csv.trimEnd().split('\r\n');
  expect(head).toMatch(/^order_id,id,code,sealed,/);
  const [first, second] = bought.lines.map(({ order }) => order?.id);
  expect(rows.map((row) => row.split(',')[0])).toEqual([first, first, second]);
  expect(new Set(rows.map((row) => row.split(',')[2])).size).toBe(3);
  for (const id of [first, second]) {
    const readings = await shop.rows<{ actor: string }>(
      `SELECT actor FROM audit.entries WHERE action = 'codes.revealed' AND subject = $1`,
      [id],
    );
    expect(readings).toEqual([{ actor: expect.stringMatching(/^person:usr_/) }]);
  }
  const held = await buy(owner, [line(1)], { payment: 'hold' });
  expect(await codeOf(owner.post(`/purchases/${held.id}/codes`))).toBe('order_not_delivered');
  clock.advance(3_600_000);
  expect(await codeOf(owner.post(`/purchases/${bought.id}/codes`))).toBe('step_up_required');
  await stepUp(clock, owner);
  const { visitor } = await colleague(shop, owner, 'finance');
  await stepUp(clock, visitor);
  expect(await codeOf(visitor.post(`/purchases/${bought.id}/codes`))).toBe('role_missing');
});

test('purchases from before have the number of their latest line', async () => {
  await using old = await databaseBefore('0067');
  const client = new pg.Client({ connectionString: old.url });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO purchases.purchases (tenant_id, purchase_id, bought_by, created_at)
       SELECT t, gen_random_uuid(), gen_random_uuid(), now() FROM generate_series(1, 2) t`,
    );
    await client.query(
      `INSERT INTO purchases.lines (tenant_id, purchase_id, line, key, asked, sent_at)
       SELECT p.tenant_id, p.purchase_id, n, n::text,
              CASE WHEN p.tenant_id = 1 THEN jsonb_build_object('reference', 'PO-' || n) ELSE '{}' END, now()
         FROM purchases.purchases p, generate_series(1, 12) n`,
    );
    const file = new URL('../../migrations/0067_purchase_lists.sql', import.meta.url);
    await client.query(await readFile(file, 'utf8'));
    const { rows } = await client.query(
      'SELECT reference FROM purchases.purchases ORDER BY tenant_id',
    );
    expect(rows).toEqual([{ reference: 'PO-12' }, { reference: null }]);
  } finally {
    await client.end();
  }
});

test('orders from before have the person who bought them, if a person did', async () => {
  await using old = await databaseBefore('0069');
  const client = new pg.Client({ connectionString: old.url });
  await client.connect();
  try {
    const [bought, byKey, tom] = [randomUUID(), randomUUID(), randomUUID()];
    await client.query(
      `INSERT INTO orders.orders (order_id, tenant_id, status, sequence, product_id, shelf_id, quantity, list_price,
         unit_price, discount_bps, tier, total, currency, payment, metadata, key_id, created_at, expires_at)
       SELECT o, 1, 'pending', 1, 1, 1, 1, 10, 10, 0, '', 10, 'USD', 'hold', '{}', k, now(), now() + interval '1 day'
         FROM unnest($1::uuid[], $2::uuid[]) u(o, k)`,
      [
        [bought, byKey],
        [null, randomUUID()],
      ],
    );
    await client.query(
      `WITH bought AS (
         INSERT INTO purchases.purchases (tenant_id, purchase_id, bought_by, created_at)
         VALUES (1, gen_random_uuid(), $1, now()) RETURNING purchase_id)
       INSERT INTO purchases.lines (tenant_id, purchase_id, line, key, asked, sent_at, order_id)
       SELECT 1, purchase_id, 1, 'a', '{}', now(), $2 FROM bought`,
      [tom, bought],
    );
    const file = new URL('../../migrations/0069_orders_of_people.sql', import.meta.url);
    await client.query(await readFile(file, 'utf8'));
    const { rows } = await client.query(
      'SELECT order_id AS id, user_id AS person FROM orders.orders',
    );
    const people = new Map(rows.map(({ id, person }) => [id, person]));
    expect(people).toEqual(
      new Map([
        [bought, tom],
        [byKey, null],
      ]),
    );
  } finally {
    await client.end();
  }
});
