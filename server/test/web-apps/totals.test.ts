/**
 * Guards: a list of the portal says how many rows there are in all, with every filter, on every page, of the person's own business; and
 * the recalls of a business begin with those that the person has not read, page by page and in their file.
 */
import type { Order, Recall } from '@psnb2b/contract';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseId } from '../../src/kit/ids.ts';
import { recallFromBuyers } from '../../src/recalls/index.ts';
import {
  buy,
  openShop,
  type Shop,
  sendWebhooks,
  signUp,
  type Visitor,
} from '../../testkit/index.ts';

interface List {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly next_cursor: string | null;
  readonly previous_cursor: string | null;
  readonly total: number | null;
}

const RECALLS = 3;

let shop: Shop;
let owner: Visitor;
beforeAll(async () => {
  shop = await openShop({ env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  owner = await business();
  await business();
  await sendWebhooks(shop);
  await shop.app.requestLog.flush();
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Somebody with orders, of which some are refused, with an endpoint that cannot be reached, and with recalls. */
async function business(): Promise<Visitor> {
  const { visitor, partnerId: id } = await signUp(shop);
  const partnerId = parseId('prt', id) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '900.00');
  const { text: key } = await shop.key(partnerId);
  const url = 'http://127.0.0.1:9/hooks';
  expect((await visitor.post('/webhook-endpoints', { url })).status).toBe(201);
  for (let lot = 0; lot < RECALLS; lot += 1) {
    const { lotId } = await shop.stock({ codes: 1 });
    await buy(shop, key, 1);
    await recallFromBuyers(shop.app, { lotId, note: `Batch ${lot}.` }, { actor: 'staff:ann' });
  }
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const refused = await shop.call<Order>('POST', '/orders', { key, body });
  expect(refused.status).toBe(409);
  return visitor;
}

async function allOf(path: string): Promise<List['data']> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const at = new URL(path, 'http://local');
    at.searchParams.set('limit', '2');
    if (cursor !== '') at.searchParams.set('cursor', cursor);
    const { status, body } = await owner.get<List>(`${at.pathname}${at.search}`);
    expect([path, status]).toEqual([path, 200]);
    rows.push(...body.data);
    totals.set(`${path} ${cursor}`, body.total);
    cursor = body.next_cursor;
  }
  return rows;
}
const totals = new Map<string, number | null>();

test.each([
  ['/transactions', 1 + RECALLS],
  ['/transactions?type=deposit', 1],
  ['/transactions?type=refund', 0],
  ['/transactions?q=nothing', 0],
  ['/webhook-events', null],
  ['/webhook-events?type=order.status_changed', 3 * RECALLS],
  ['/webhook-events?created_before=2020-01-01T00%3A00%3A00Z', 0],
  ['/webhook-deliveries', null],
  ['/webhook-deliveries?type=order.status_changed', 3 * RECALLS],
  ['/webhook-deliveries?status=delivered', 0],
  ['/request-log?minutes=10080', 2 * RECALLS + 1],
  ['/request-log?minutes=10080&status_class=4xx', 1],
  ['/recalls', RECALLS],
  ['/recalls?unread=true', RECALLS],
] as const)('%s says of how many rows a page is', async (path, wanted) => {
  totals.clear();
  const { length } = await allOf(path);
  expect(length).toBe(wanted ?? length);
  expect(wanted !== null || length > RECALLS).toBe(true);
  expect(new Set(totals.values())).toEqual(new Set([length]));
});

test('what a person has not read of the recalls comes first, there and back, and in the file', async () => {
  const ids = async (path: string) => (await allOf(path)).map(({ id }) => id);
  const [third, second, first] = await ids('/recalls');
  await owner.post(`/recalls/${third}/read`);
  expect(await ids('/recalls')).toEqual([second, first, third]);
  expect(await ids('/recalls?unread=true')).toEqual([second, first]);
  const { body: page } = await owner.get<List>('/recalls?limit=2');
  const { body: next } = await owner.get<List>(`/recalls?limit=2&cursor=${page.next_cursor}`);
  expect(next.data.map(({ id }) => id)).toEqual([third]);
  const { body: back } = await owner.get<List>(`/recalls?limit=2&cursor=${next.previous_cursor}`);
  expect(back.data).toEqual(page.data);
  const { text } = await owner.get('/recalls/export');
  const rows = parse<Record<keyof Recall, string>>(text, { columns: true, bom: true });
  expect(rows.map(({ id, note }) => [id, note])).toEqual([
    [second, 'Batch 1.'],
    [first, 'Batch 0.'],
    [third, 'Batch 2.'],
  ]);
  expect(rows.map(({ read_at: at }) => at === '')).toEqual([true, true, false]);
  const unread = (await owner.get('/recalls/export?unread=true')).text;
  expect(parse(unread, { columns: true, bom: true })).toHaveLength(2);
});
