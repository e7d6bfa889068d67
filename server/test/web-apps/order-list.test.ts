/**
 * Guards: the list of orders in the portal says how many there are, sorts them without losing or repeating one, those that wait without end
 * too, finds parts of references, and names who placed each; the figures of spending are those of the orders, as of now.
 */
import { countedRowsMax, type Order, type PortalOrder, type Spending } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { newIdText, parseId } from '../../src/kit/ids.ts';
import { spendingOf } from '../../src/orders/index.ts';
import { tenantOf } from '../../src/partners/index.ts';
import {
  bodyOf,
  buy,
  decide,
  file,
  openShop,
  type Shop,
  signUp,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

interface List {
  readonly data: readonly PortalOrder[];
  readonly total: number | null;
  readonly next_cursor: string | null;
  readonly previous_cursor: string | null;
}

const HOUR_MS = 3_600_000;
const clock = drivenClock(new Date('2026-11-20T09:00:00Z'));
let shop: Shop;
let owner: Visitor;
let userId: string;
let partnerId: string;
let key: string;
let keyId: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.stock({ codes: 60 });
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '9000.00');
  key = (await shop.key(partnerId)).text;
  const keys = await read<{ data: { id: string; mode: string }[] }>('/keys');
  keyId = keys.data.find(({ mode }) => mode === 'live')?.id ?? '';
  userId = (await read<{ user: { id: string } }>('/me')).user.id;
});
afterAll(() => shop[Symbol.asyncDispose]());

const read = <Body>(path: string) => bodyOf(clock, owner.get<Body>(path));
const idsOf = ({ data }: Pick<List, 'data'>) => data.map(({ id }) => id);

async function order(quantity: number, more: object = {}): Promise<Order> {
  clock.advance(1_000);
  const body = { region: 'US', denomination: 50, quantity, ...more };
  return (await shop.call<Order>('POST', '/orders', { key, body })).body;
}

async function all(query: string): Promise<string[]> {
  const found: string[] = [];
  let cursor = '';
  do {
    const page = await read<List>(`/orders?limit=2&${query}${cursor}`);
    found.push(...idsOf(page));
    cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
  } while (cursor !== '');
  return found;
}

test('total, order, parts of references, and who placed an order', async () => {
  const small = await order(1, { reference: 'Weihnachten-1042' });
  const large = await order(3, { reference: 'po/WEIHNACHT-7' });
  const twin = await order(1, { payment: 'hold', hold_seconds: 7_200 });
  const soon = await order(1, { payment: 'hold', hold_seconds: 600 });
  await stepUp(clock, owner);
  const purchase = {
    id: newIdText('pur', clock.now().getTime()),
    reference: 'Weihnachten-1043',
    lines: [{ key: 'one', region: 'US', denomination: 50, quantity: 2 }],
  };
  const bought = await bodyOf(
    clock,
    owner.post<{ lines: { order: Order }[] }>('/purchases', purchase),
  );
  const mine = bought.lines[0]?.order.id ?? '';

  const first = await read<List>('/orders?limit=2');
  expect([first.total, first.data.length]).toEqual([5, 2]);
  const byAge = [mine, soon.id, twin.id, large.id, small.id];
  expect(await all('')).toEqual(byAge);
  expect(await all('sort=oldest')).toEqual(byAge.toReversed());
  const bySize = await all('sort=largest');
  expect(bySize.slice(0, 2)).toEqual([large.id, mine]);
  expect(bySize.toSorted()).toEqual(byAge.toSorted());
  expect(await all('sort=smallest')).toEqual(bySize.toReversed());
  expect(await all('sort=ends&status=pending')).toEqual([soon.id, twin.id]);
  // A place in one order means nothing in another.
  const largest = await read<List>('/orders?limit=2&sort=largest');
  const wrong = await owner.get(`/orders?sort=smallest&cursor=${largest.next_cursor}`);
  expect([wrong.status, (await owner.get('/orders?sort=price')).status]).toEqual([422, 422]);

  expect(idsOf(await read<List>('/orders?search=weihnacht'))).toEqual([mine, large.id, small.id]);
  const mineToo = await read<List>(`/orders?search=${purchase.id}`);
  expect(idsOf(mineToo)).toEqual([mine]);
  expect(mineToo.data[0]).toMatchObject({
    ...{ purchase_id: purchase.id, reference: 'Weihnachten-1043/1' },
  });
  const byMe = (search: string) => `/orders?bought_by=${userId}&search=${search}`;
  expect(idsOf(await read<List>(byMe(purchase.id)))).toEqual([mine]);
  const unknown = newIdText('pur', clock.now().getTime());
  expect((await read<List>(byMe(unknown))).total).toBe(0);
  expect((await read<List>(`/orders?search=${unknown}`)).total).toBe(0);
  expect((await read<List>('/orders?search=%25')).total).toBe(0);
  expect(idsOf(await read<List>(`/orders?bought_by=${userId}`))).toEqual([mine]);
  expect(idsOf(await read<List>(`/orders?bought_by=${keyId}`))).toEqual(byAge.slice(1));
  expect((await read<List>('/orders?bought_by=nobody')).total).toBe(0);
  const shown = await read<PortalOrder>(`/orders/${mine}`);
  expect(shown.bought_by).toEqual({ id: userId, name: expect.any(String) });
  const byKey = await read<PortalOrder>(`/orders/${small.id}`);
  expect([byKey.bought_by?.id, byKey.purchase_id]).toEqual([keyId, null]);
});

test('a person who has bought more than are counted sees all of them', async () => {
  const [mine] = (await read<List>(`/orders?bought_by=${userId}`)).data;
  await shop.rows(
    `INSERT INTO orders.orders SELECT (jsonb_populate_record(o, jsonb_build_object(
       'order_id', uuidv7(), 'reference', 'CLONE-' || n))).*
       FROM orders.orders o, generate_series(1, $2::int) n WHERE order_id = $1 RETURNING 1`,
    [parseId('ord', mine?.id ?? ''), countedRowsMax],
  );
  const { total } = await read<List>(`/orders?limit=1&bought_by=${userId}`);
  // They have no codes and no money, which the checks of other tests would find.
  await shop.rows(`DELETE FROM orders.orders WHERE reference LIKE 'CLONE-%' RETURNING 1`);
  expect(total).toBeNull();
});

test('what waits, the soonest to end first and last what waits without end, page by page both ways', async () => {
  await shop.change(partnerId, { approvalLimit: 0 });
  const waits = await order(1);
  const too = await order(1);
  await shop.change(partnerId, { approvalLimit: null });
  expect([waits.status, waits.expires_at]).toEqual(['pending', null]);
  const query = '/orders?limit=1&sort=ends&status=pending';
  const whole = await read<List>('/orders?sort=ends&status=pending');
  expect([whole.total, whole.data.length]).toEqual([4, 4]);
  const ends = whole.data.map(({ expires_at }) => expires_at);
  expect(ends.slice(0, 2)).toEqual(ends.slice(0, 2).toSorted());
  expect(idsOf(whole).slice(2)).toEqual([waits.id, too.id]);
  const there: string[] = [];
  let page = await read<List>(query);
  for (;;) {
    there.push(...idsOf(page));
    if (page.next_cursor === null) break;
    page = await read<List>(`${query}&cursor=${page.next_cursor}`);
  }
  const back: string[] = [];
  for (;;) {
    back.push(...idsOf(page));
    if (page.previous_cursor === null) break;
    page = await read<List>(`${query}&cursor=${page.previous_cursor}`);
  }
  expect(there).toEqual(idsOf(whole));
  expect(back).toEqual(there.toReversed());
});

test('spending by day of UTC and the volume as of now, less what came back', async () => {
  const before = await read<Spending>('/spending');
  const today = (spending: Spending) => spending.days.at(-1);
  const { order: sold, codes } = await buy(shop, key, 4);
  const claim = await file(shop, key, sold.id, [codes[0]?.id]);
  await decide(shop, claim.body.id, 'refunded');
  const after = await read<Spending>('/spending');
  expect(after.days.map(({ day }) => day)).toHaveLength(30);
  expect(today(after)?.day).toBe('2026-11-20');
  const gained = Number(today(after)?.total) - Number(today(before)?.total);
  expect(gained).toBeCloseTo(Number(sold.unit_price) * 3);
  expect(today(after)?.orders).toBe((today(before)?.orders ?? 0) + 1);
  expect(Number(after.volume_30d) - Number(before.volume_30d)).toBeCloseTo(gained);
  // The day ends at midnight of UTC; the volume 720 hours after the delivery.
  const { reads } = shop.app.database;
  const tenant = await tenantOf(reads, partnerId, 'live');
  const delivered = Date.parse(sold.delivered_at ?? '');
  const later = (ms: number) => spendingOf(reads, tenant, new Date(delivered + ms));
  const [now, tomorrow] = [await later(0), await later(15 * HOUR_MS)];
  expect(tomorrow.days.slice(-2)).toEqual([
    now.days.at(-1),
    { day: '2026-11-21', orders: 0, codes: 0, total: 0 },
  ]);
  expect(tomorrow.volume30d).toBe(now.volume30d);
  expect((await later(720 * HOUR_MS)).volume30d).toBeGreaterThan(0);
  expect((await later(720 * HOUR_MS + 1)).volume30d).toBe(0);
});
