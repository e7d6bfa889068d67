/**
 * Guards: staff find any partner's order by its id, its reference, its product, its partner and who placed it; each queue has the orders that
 * its count says, on the page and on Today; nothing is lost or repeated over pages; and the file has the orders of the list, no code, and an
 * entry in the audit.
 */
import {
  type Order,
  type OrderCounts,
  type OrderFailures,
  type StaffOrder,
  staffOrderCsvColumns,
  type Today,
} from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { newIdText, parseId } from '../../src/kit/ids.ts';
import { countQueues } from '../../src/orders/index.ts';
import { tenantIdsIn } from '../../src/partners/index.ts';
import { createWorker } from '../../src/worker.ts';
import {
  bodyOf,
  openShop,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

interface List {
  readonly data: readonly StaffOrder[];
  readonly total: number | null;
  readonly next_cursor: string | null;
  readonly previous_cursor: string | null;
}

interface Business {
  readonly owner: Visitor;
  readonly id: string;
  readonly key: string;
  readonly keyId: string;
  readonly testKey: string;
}

const HOUR_MS = 3_600_000;
const clock = drivenClock(new Date('2026-11-20T09:00:00Z'));
let shop: Shop;
let agent: Visitor;
let nord: Business;
let sued: Business;
/** Orders by what they are, oldest first. */
const made: Record<string, Order> = {};

async function business(name: string): Promise<Business> {
  const { visitor: owner, partnerId: id } = await signUp(shop, name);
  const partnerId = parseId('prt', id) ?? '';
  await shop.change(partnerId, { approved: true, approvalLimit: 40_000 });
  await shop.deposit(partnerId, '9000.00');
  const { text: key } = await shop.key(partnerId);
  const { text: testKey } = await shop.key(partnerId, { mode: 'test' });
  const keys = await bodyOf(clock, owner.get<{ data: { id: string; mode: string }[] }>('/keys'));
  const keyId = keys.data.find(({ mode }) => mode === 'live')?.id ?? '';
  return { owner, id, key, keyId, testKey };
}

async function order(key: string, quantity: number, more: object = {}): Promise<Order> {
  clock.advance(1_000);
  const body = { region: 'US', denomination: 50, quantity, ...more };
  const { status, body: placed } = await shop.call<Order>('POST', '/orders', { key, body });
  expect([status, placed]).toEqual([201, placed]);
  return placed;
}

beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.stock({ codes: 60 });
  await shop.stock({ region: 'GB', codes: 2 });
  agent = (await staff(shop, 'support')).visitor;
  nord = await business('Nordlicht Handel');
  sued = await business('Südwind Cards');
  made.plain = await order(nord.key, 1, { reference: 'PO-1042' });
  made.other = await order(sued.key, 1, { reference: 'po-1043-Ä' });
  made.hold = await order(nord.key, 1, { payment: 'hold', hold_seconds: 86_400 });
  made.large = await order(nord.key, 10);
  made.huge = await order(sued.key, 12);
  made.queued = await order(sued.key, 3, { region: 'GB', fill: 'wait' });
  made.gone = await order(nord.key, 1, { payment: 'hold', hold_seconds: 600 });
  await shop.call('POST', `/orders/${made.gone.id}/cancel`, { key: nord.key });
  made.test = await order(nord.testKey, 1);
});
afterAll(() => shop[Symbol.asyncDispose]());

const read = <Body>(path: string) => bodyOf(clock, agent.get<Body>(path));
const found = async (query: string) =>
  (await read<List>(`/orders?${query}`)).data.map(({ id }) => id);
const ids = (...names: string[]) => names.map((name) => made[name]?.id);

test('all of them, newest first, with partner, buyer and what each waits for', async () => {
  const { data, total } = await read<List>('/orders');
  const names = ['gone', 'queued', 'huge', 'large', 'hold', 'other', 'plain'];
  expect([data.map(({ id }) => id), total]).toEqual([ids(...names), 7]);
  expect(data.map(({ waits_for }) => waits_for)).toEqual([
    ...[null, 'codes', 'approval', 'approval', 'confirmation', null, null],
  ]);
  expect(data[6]).toMatchObject({
    partner: { id: nord.id, name: 'Nordlicht Handel' },
    bought_by: { id: nord.keyId },
    status: 'delivered',
  });
  expect(await found('mode=test')).toEqual(ids('test'));
});

test('by each filter, alone and together', async () => {
  const cases: readonly (readonly [query: string, ...names: string[]])[] = [
    ['status=pending', 'queued', 'huge', 'large', 'hold'],
    ['status=pending&status=failed', 'gone', 'queued', 'huge', 'large', 'hold'],
    ['region=GB', 'queued'],
    ['sku=psn-gb-50', 'queued'],
    [`partner_id=${sued.id}`, 'queued', 'huge', 'other'],
    [`partner_id=${sued.id}&status=delivered`, 'other'],
    [`bought_by=${nord.keyId}`, 'gone', 'large', 'hold', 'plain'],
    [`bought_by=${nord.keyId}&partner_id=${sued.id}`],
    ['bought_by=nobody'],
    [`partner_id=${newIdText('prt', 0)}`],
    ['queue=approval', 'huge', 'large'],
    ['queue=approval&sort=oldest', 'large', 'huge'],
    ['queue=codes', 'queued'],
    ['queue=failed', 'gone'],
    [`queue=approval&partner_id=${nord.id}`, 'large'],
    [`created_after=${made.huge?.created_at}`, 'gone', 'queued'],
    [`created_before=${made.other?.created_at}`, 'plain'],
    [`sort=largest&status=pending`, 'huge', 'large', 'queued', 'hold'],
    [`search=${made.plain?.id}`, 'plain'],
    [`search=${made.test?.id}`, 'test'],
    [`search=${made.test?.id}&mode=live`],
    [`search=${nord.id}`, 'gone', 'large', 'hold', 'plain'],
    [`search=${nord.keyId}`, 'gone', 'large', 'hold', 'plain'],
    ['search=PO-104', 'other', 'plain'],
    ['search=1043-ä', 'other'],
    ['search=psn-gb', 'queued'],
    ['search=südWIND', 'queued', 'huge', 'other'],
    ['search=%25'],
    [`search=nordlicht&partner_id=${sued.id}`],
    [`search=${nord.id}&partner_id=${sued.id}`],
    [`search=${nord.keyId}&bought_by=${sued.keyId}`],
    [`search=${nord.keyId}&bought_by=${nord.keyId}`, 'gone', 'large', 'hold', 'plain'],
  ];
  for (const [query, ...names] of cases) {
    expect([query, await found(query)]).toEqual([query, ids(...names)]);
  }
  expect((await agent.get('/orders?queue=none')).status).toBe(422);
});

test('what a person bought, and the orders of a purchase', async () => {
  await stepUp(clock, nord.owner);
  const purchase = {
    id: newIdText('pur', clock.now().getTime()),
    lines: [{ key: 'one', region: 'US', denomination: 50, quantity: 1 }],
  };
  const bought = await bodyOf(
    clock,
    nord.owner.post<{ lines: { order: Order }[] }>('/purchases', purchase),
  );
  const mine = [bought.lines[0]?.order.id];
  const me = (await bodyOf(clock, nord.owner.get<{ user: { id: string } }>('/me'))).user.id;
  for (const query of [`bought_by=${me}`, `search=${me}`, `search=${purchase.id}`]) {
    expect([query, await found(query)]).toEqual([query, mine]);
  }
  expect(await found(`search=${purchase.id}&partner_id=${sued.id}`)).toEqual([]);
  const [first] = (await read<List>(`/orders?bought_by=${me}`)).data;
  expect(first).toMatchObject({ purchase_id: purchase.id, bought_by: { id: me } });
});

test('pages forwards and backwards have each order once, in each order of the list', async () => {
  for (const sort of ['newest', 'oldest', 'largest', 'smallest', 'ends']) {
    const whole = await found(`sort=${sort}&limit=100`);
    const seen: string[] = [];
    let at = '';
    for (;;) {
      const page = await read<List>(`/orders?sort=${sort}&limit=3${at}`);
      seen.push(...page.data.map(({ id }) => id));
      if (page.next_cursor === null) {
        const back = await read<List>(
          `/orders?sort=${sort}&limit=3&cursor=${page.previous_cursor}`,
        );
        const last = seen.length - page.data.length;
        expect(back.data.map(({ id }) => id)).toEqual(seen.slice(last - 3, last));
        break;
      }
      at = `&cursor=${page.next_cursor}`;
    }
    expect([sort, seen]).toEqual([sort, whole]);
  }
});

test('the counts are those of the lists, here and on Today, and a failure counts for 24 hours', async () => {
  const countsOf = async () => {
    const { object: _, ...counts } = await read<OrderCounts>('/orders/counts');
    const today = await read<Today>('/today');
    expect([today.orders_to_approve, today.orders_failed]).toEqual([
      counts.approval,
      counts.failed,
    ]);
    for (const queue of ['approval', 'codes', 'failed'] as const) {
      const { total } = await read<List>(`/orders?queue=${queue}&limit=1`);
      expect([queue, total]).toEqual([queue, counts[queue]]);
    }
    return counts;
  };
  expect(await countsOf()).toEqual({ approval: 2, codes: 1, failed: 1 });
  await using worker = createWorker(shop.app);
  await worker.drain();
  const metrics = await shop.app.metrics.text();
  expect(metrics).toContain('psnb2b_approvals_waiting 2\n');
  expect(metrics).toMatch(/psnb2b_approvals_age_seconds [1-9]/);
  expect(metrics).toContain('psnb2b_orders_failed_day{failure="cancelled"} 1\n');
  expect(await read('/orders/counts?mode=test')).toMatchObject({ approval: 0, failed: 0 });
  const { failed_at } = await read<StaffOrder>(`/orders/${made.gone?.id}`);
  const end = Date.parse(failed_at ?? '') + 24 * HOUR_MS;
  const { reads } = shop.app.database;
  const tenantIds = await tenantIdsIn(reads, 'live');
  const failedAt = async (ms: number) => (await countQueues(reads, tenantIds, new Date(ms))).failed;
  expect([await failedAt(end - 1), await failedAt(end)]).toEqual([1, 0]);
});

test('the file has the orders of the filters and no code, and the audit who exported it', async () => {
  const { headers, text } = await agent.get(`/orders/export?partner_id=${sued.id}`);
  expect(headers.get('content-disposition')).toContain('orders.csv');
  const [head, ...lines] = text.trim().split('\r\n');
  expect(head).toBe(staffOrderCsvColumns.join(','));
  expect(lines.map((line) => line.split(',')[2])).toEqual(ids('queued', 'huge', 'other'));
  expect(lines[2]).toContain('Südwind Cards');
  expect(
    await shop.rows(`SELECT detail FROM audit.entries WHERE action = 'orders.exported'`),
  ).toEqual([{ detail: JSON.stringify({ filters: { partner_id: sued.id } }) }]);
  expect((await agent.call('HEAD', '/orders/export')).status).toBe(200);
  expect(
    await shop.rows(`SELECT FROM audit.entries WHERE action = 'orders.exported'`),
  ).toHaveLength(1);
  const stock = (await staff(shop, 'stock')).visitor;
  expect((await stock.get('/orders/export')).body).toMatchObject({ code: 'role_missing' });
});

test('failed orders are summed by reason and product, as many as each list and Today have', async () => {
  clock.advance(48 * HOUR_MS);
  agent = (await staff(shop, 'support')).visitor;
  const lost = async (key: string, region: string) => {
    const hold = { region, payment: 'hold', hold_seconds: 600 };
    const { id } = await order(key, 1, hold);
    await shop.call('POST', `/orders/${id}/cancel`, { key });
    return id;
  };
  const [first, last, other] = [
    await lost(nord.key, 'US'),
    await lost(nord.key, 'US'),
    await lost(sued.key, 'US'),
  ];
  const { groups, ...sums } = await read<OrderFailures>('/orders/failures');
  const today = await read<Today>('/today');
  expect(sums).toEqual({ object: 'order_failures', orders: 3, group_count: 1 });
  expect(today.orders_failed).toBe(sums.orders);
  expect(groups).toEqual([
    {
      ...{ failure: 'cancelled', sku: 'PSN-US-50', orders: 3, codes: 3, partners: 2 },
      last_failed_at: expect.any(String),
      most: [
        { partner: { id: nord.id, name: 'Nordlicht Handel' }, orders: 2, last_order_id: last },
        { partner: { id: sued.id, name: 'Südwind Cards' }, orders: 1, last_order_id: other },
      ],
    },
  ]);
  const list = 'queue=failed&failure=cancelled&sku=PSN-US-50';
  expect(await found(list)).toEqual([other, last, first]);
  expect(await found('queue=failed&failure=out_of_stock')).toEqual([]);

  const week = await read<OrderFailures>('/orders/failures?failed_days=7');
  for (const { failure, sku, orders } of week.groups) {
    const narrow = `queue=failed&failed_days=7&failure=${failure}&sku=${sku}`;
    expect([narrow, (await read<List>(`/orders?${narrow}`)).total]).toEqual([narrow, orders]);
  }
  const { total } = await read<List>('/orders?queue=failed&failed_days=7');
  expect([week.orders, total]).toEqual([4, 4]);
  expect(await found('failed_days=7&queue=failed&sort=oldest')).toEqual([
    ...[made.gone?.id, first, last, other],
  ]);
  expect(await read('/orders/failures?mode=test')).toMatchObject({ orders: 0, groups: [] });
  expect((await agent.get('/orders/failures?failed_days=8')).status).toBe(422);
});
