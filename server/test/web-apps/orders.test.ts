/**
 * Guards: people see the orders of their own business in the portal, find one by its id or reference, and confirm or cancel what
 * waits, after a proof. Looking at an order reads none of its codes.
 */
import type { Order, OrderCodeList, OrderList, Statement, TransactionList } from '@psnb2b/contract';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  colleague,
  openShop,
  type Shop,
  signUp,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

let clock: DrivenClock;
let shop: Shop;
let owner: Visitor;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  await shop.stock({ codes: 20 });
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  const partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '900.00');
  key = (await shop.key(partnerId)).text;
});
afterAll(() => shop[Symbol.asyncDispose]());

async function order(more: object = {}): Promise<Order> {
  clock.advance(1);
  const body = { region: 'US', denomination: 50, quantity: 1, ...more };
  return (await shop.call<Order>('POST', '/orders', { key, body })).body;
}
const hold = () => order({ payment: 'hold', hold_seconds: 86_400 });
const list = (query = '', by = owner) => bodyOf(clock, by.get<OrderList>(`/orders${query}`));
const idsOf = ({ data }: { data: readonly { id: string }[] }) => data.map(({ id }) => id);

test('a list that is filtered by state and region, and searched by id and by reference', async () => {
  const bought = await order({ reference: 'PO-1' });
  const held = await order({ payment: 'hold' });
  expect(idsOf(await list())).toEqual([held.id, bought.id]);
  expect((await list()).data[1]).toMatchObject(bought);
  expect(idsOf(await list('?status=pending'))).toEqual([held.id]);
  expect(idsOf(await list('?region=us'))).toEqual([held.id, bought.id]);
  expect(idsOf(await list('?region=GB'))).toEqual([]);
  expect(idsOf(await list(`?search=${bought.id}`))).toEqual([bought.id]);
  expect(idsOf(await list('?search=PO-1'))).toEqual([bought.id]);
  expect(idsOf(await list('?search=po-'))).toEqual([bought.id]);
  expect(idsOf(await list('?search=PO_1'))).toEqual([]);
  expect(idsOf(await list('?mode=test'))).toEqual([]);
  const first = await list('?limit=1');
  expect(first.has_more).toBe(true);
  expect(idsOf(await list(`?limit=1&cursor=${first.next_cursor}`))).toEqual([bought.id]);
});

test('an export has what the list shows, in every combination of filters, and no code', async () => {
  const mine = (await signUp(shop, 'Listen & Söhne')).visitor;
  const { partner } = await bodyOf(clock, mine.get<{ partner: { id: string } }>('/me'));
  const uuid = parseId('prt', partner.id) ?? '';
  await shop.change(uuid, { approved: true });
  await shop.deposit(uuid, '900.00');
  const { text: own } = await shop.key(uuid);
  await shop.stock({ codes: 4, region: 'GB' });
  const place = async (more: object) => {
    clock.advance(1_000);
    const body = { region: 'US', denomination: 50, quantity: 1, ...more };
    return (await shop.call<Order>('POST', '/orders', { key: own, body })).body;
  };
  const first = await place({ reference: '=HYPERLINK("http://x.example")' });
  const held = await place({ payment: 'hold' });
  const cancelled = await place({ payment: 'hold', reference: 'Größe; "7"' });
  await shop.call('POST', `/orders/${cancelled.id}/cancel`, { key: own });
  const british = await place({ region: 'GB' });
  const texts = (await shop.call<OrderCodeList>('GET', `/orders/${first.id}/codes`, { key: own }))
    .body.data;
  const read = (text: string) => parse(text, { columns: true }) as Record<string, string>[];
  const cases: [string, readonly Order[]][] = [
    ['', [british, cancelled, held, first]],
    ['?status=pending&status=failed', [cancelled, held]],
    ['?region=gb', [british]],
    ['?sku=psn-us-50&status=delivered', [first]],
    ['?sku=PSN-US-50&region=GB', []],
    ['?sku=PSN-XX-1', []],
    [`?created_after=${first.created_at}&created_before=${british.created_at}`, [cancelled, held]],
    [`?search=${british.id}`, [british]],
    ['?mode=test', []],
  ];
  for (const [query, wanted] of cases) {
    expect([query, idsOf(await list(query, mine))]).toEqual([query, idsOf({ data: wanted })]);
    const file = await mine.get(`/orders/export${query}`);
    expect([query, read(file.text).map(({ id }) => id)]).toEqual([query, idsOf({ data: wanted })]);
    for (const { code } of texts) expect(file.text).not.toContain(code);
  }
  const file = await mine.get('/orders/export');
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="orders\.csv"$/);
  expect(read(file.text).at(-1)).toMatchObject({
    reference: `'=HYPERLINK("http://x.example")`,
    total: '47.00',
    failure: '',
  });
  expect(read(file.text)[1]).toMatchObject({ reference: 'Größe; "7"', failure: 'cancelled' });
});

test('an export of more orders than one page holds has each once', async () => {
  const mine = (await signUp(shop, 'Viele')).visitor;
  const { partner } = await bodyOf(clock, mine.get<{ partner: { id: string } }>('/me'));
  const uuid = parseId('prt', partner.id) ?? '';
  await shop.change(uuid, { approved: true });
  await shop.deposit(uuid, '900.00');
  const { text: own } = await shop.key(uuid);
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const { body: one } = await shop.call<Order>('POST', '/orders', { key: own, body });
  await shop.rows(
    `INSERT INTO orders.orders SELECT (jsonb_populate_record(o, jsonb_build_object(
       'order_id', gen_random_uuid(), 'reference', 'CLONE-' || n))).*
       FROM orders.orders o, generate_series(1, 2001) n WHERE order_id = $1 RETURNING 1`,
    [parseId('ord', one.id)],
  );
  const { text } = await mine.get('/orders/export');
  // They have no codes and no money, which the checks of other tests would find.
  await shop.rows(`DELETE FROM orders.orders WHERE reference LIKE 'CLONE-%' RETURNING 1`);
  const references = text
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',')[1]);
  expect(references).toHaveLength(2_002);
  expect(new Set(references).size).toBe(2_002);
});

test('its codes are listed without being read', async () => {
  const { id } = await order({ quantity: 2 });
  const { data } = await bodyOf(
    clock,
    owner.get<{ data: { id: string; read: boolean; status: string }[] }>(`/orders/${id}/codes`),
  );
  expect(data.map(({ read, status }) => [read, status])).toEqual([
    [false, 'delivered'],
    [false, 'delivered'],
  ]);
  expect(JSON.stringify(data)).not.toContain('"code"');
  const [first] = data;
  await shop.call('GET', `/orders/${id}/codes?code=${first?.id}`, { key });
  const again = await bodyOf(
    clock,
    owner.get<{ data: { read: boolean }[] }>(`/orders/${id}/codes`),
  );
  expect(again.data.map(({ read }) => read)).toEqual([true, false]);
});

test('what waits is confirmed or cancelled by those who buy, after a proof', async () => {
  const [held, other] = [await hold(), await hold()];
  const finance = (await colleague(shop, owner, 'finance')).visitor;
  expect((await finance.post(`/orders/${held.id}/confirm`)).body).toMatchObject({
    code: 'role_missing',
  });
  const buyer = (await colleague(shop, owner, 'buyer')).visitor;
  clock.advance(3_600_000);
  expect((await buyer.post(`/orders/${held.id}/confirm`)).body).toMatchObject({
    code: 'step_up_required',
  });
  await stepUp(clock, buyer);
  expect((await buyer.post(`/orders/${held.id}/confirm`)).body).toMatchObject({
    status: 'delivered',
  });
  expect((await buyer.post(`/orders/${other.id}/cancel`)).body).toMatchObject({
    status: 'failed',
    failure: { code: 'cancelled' },
  });
  expect((await buyer.post(`/orders/${other.id}/cancel`)).body).toMatchObject({
    code: 'invalid_state',
  });
  expect(await shop.verify()).toEqual([]);
});

test('the statement of a month, with its sums, and all of it as a file', async () => {
  await order({ reference: '=1+1', quantity: 2 });
  const month = clock.now().toISOString().slice(0, 7);
  const { data } = await bodyOf(
    clock,
    owner.get<TransactionList>(`/transactions?month=${month}&limit=100`),
  );
  expect(data[0]).toMatchObject({
    type: 'order',
    amount: '-94.00',
    reference: '=1+1',
    quantity: 2,
  });
  expect(data.at(-1)).toMatchObject({ type: 'deposit', amount: '900.00' });
  const sums = await bodyOf(clock, owner.get<Statement>(`/statement?month=${month}`));
  expect(sums).toMatchObject({ opening: '0.00', in: '900.00', closing: data[0]?.balance_after });
  const paid = data.filter(({ type }) => type === 'order').map(({ amount }) => Number(amount));
  expect(Number(sums.out)).toBe(-paid.reduce((sum, each) => sum + each, 0));
  const before = await bodyOf(clock, owner.get<Statement>('/statement?month=2020-02'));
  expect(before).toMatchObject({ opening: '0.00', in: '0.00', out: '0.00', closing: '0.00' });

  const file = await owner.get('/transactions/export?type=order');
  const lines = file.text.split('\r\n');
  expect(file.headers.get('content-disposition')).toContain('statement.csv');
  expect(lines).toHaveLength(paid.length + 2);
  expect(lines[1]).toContain(`,order,-94.00,${data[0]?.balance_after},USD,PSN-US-50,2,'=1+1,ord_`);
});

test('the statement by a reference or an id, and by days', async () => {
  const bought = await order({ reference: 'Statement-77', quantity: 2 });
  const { data: codes } = await bodyOf(
    clock,
    owner.get<{ data: { id: string }[] }>(`/orders/${bought.id}/codes`),
  );
  await stepUp(clock, owner);
  const given = owner.post(`/orders/${bought.id}/returns`, { codes: [codes[0]?.id] });
  await bodyOf(clock, given);
  const found = async (query: string, by = owner) =>
    (await bodyOf(clock, by.get<TransactionList>(`/transactions?${query}`))).data;
  const both = [
    { type: 'return', code_id: codes[0]?.id },
    { type: 'order', order_id: bought.id },
  ];
  for (const q of ['statement-7', bought.id]) expect(await found(`q=${q}`)).toMatchObject(both);
  expect(await found(`q=${codes[0]?.id}`)).toMatchObject(both.slice(0, 1));
  expect(await found(`q=statement-7&type=order`)).toMatchObject(both.slice(1));
  const [deposit] = await found('type=deposit');
  expect(await found(`q=${deposit?.deposit_id}`)).toEqual([deposit]);
  expect(await found(`q=${encodeURIComponent(deposit?.reference ?? '')}`)).toEqual([deposit]);
  for (const q of ['%25', 'nothing']) expect(await found(`q=${q}`)).toEqual([]);
  const one = await owner.get<TransactionList>(`/transactions?q=statement-77&limit=1`);
  expect(await found(`q=statement-77&cursor=${one.body.next_cursor}`)).toMatchObject([both[1]]);
  const file = (await owner.get('/transactions/export?q=statement-77')).text;
  expect(file.trim().split('\r\n')).toHaveLength(3);

  const from = bought.created_at;
  const period = `created_from=${from}`;
  expect((await found(period)).map(({ type }) => type)).toEqual(['return', 'order']);
  const sums = await bodyOf(clock, owner.get<Statement>(`/statement?${period}`));
  expect(sums).toMatchObject({ in: bought.unit_price, out: bought.total });
  const later = `${period}&created_before=2020-01-01T00:00:00Z`;
  expect(await found(later)).toEqual([]);
  const none = await bodyOf(clock, owner.get<Statement>(`/statement?${later}`));
  expect(none).toMatchObject({ in: '0.00', out: '0.00', closing: none.opening });
  const { visitor: stranger } = await signUp(shop, 'Anderer Handel');
  for (const q of ['statement-7', bought.id]) expect(await found(`q=${q}`, stranger)).toEqual([]);
});

test('another business sees nothing of it', async () => {
  const mine = await order({ payment: 'hold' });
  const { visitor: stranger } = await signUp(shop, 'Fremder Handel');
  await stepUp(clock, stranger);
  expect(idsOf(await list('', stranger))).toEqual([]);
  expect((await bodyOf(clock, stranger.get<TransactionList>('/transactions'))).data).toEqual([]);
  expect(idsOf(await list(`?search=${mine.id}`, stranger))).toEqual([]);
  for (const path of ['', '/codes']) {
    expect((await stranger.get(`/orders/${mine.id}${path}`)).status).toBe(404);
  }
});
