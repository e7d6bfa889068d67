/**
 * Guards: the statement of a partner holds every change of its balance once, in order, each with the balance afterwards. It agrees with the
 * balance, with the orders, and with itself however it is filtered, paged or cut into periods.
 */
import type { Balance, Order, OrderCodeList, Transaction, TransactionList } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { expireOrders } from '../../src/orders/index.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

let clock: DrivenClock;
let shop: Shop;
let key: string;
let all: Transaction[];

const call = <Body>(method: string, path: string, body?: object) =>
  shop.call<Body>(method, path, { key, ...(body && { body }) });
const EVERY = ['order', 'capture', 'deposit', 'reversal', 'refund', 'return', 'adjustment'];
const cents = (text: string) => Math.round(Number(text) * 100);
const list = async (query = '', limit = 100, by = key) => {
  const found: Transaction[] = [];
  let cursor = '';
  do {
    const path = `/transactions?limit=${limit}${query}${cursor}`;
    const { body } = await shop.call<TransactionList>('GET', path, { key: by });
    found.push(...body.data);
    cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
  } while (cursor !== '');
  return found;
};

/** A minute later, unless the clock of the process that places it is behind. */
async function order(more: object = {}, laterMs = 60_000) {
  clock.advance(laterMs);
  const body = { region: 'US', denomination: 50, quantity: 1, ...more };
  return (await call<Order>('POST', '/orders', body)).body;
}

beforeAll(async () => {
  clock = drivenClock(new Date('2026-03-01T10:00:00Z'));
  shop = await openShop({ clock });
  await shop.stock({ codes: 60 });
  const buyer = await shop.buyer({ balance: '1000.00' });
  key = buyer.key;
  const hold = () => order({ payment: 'hold', reference: `H-${clock.now().getTime()}` });
  await order({ reference: 'PO-1', quantity: 3 });
  const confirmed = await hold();
  await hold();
  await order();
  await call('POST', `/orders/${confirmed.id}/confirm`);
  const cancelled = await hold();
  await call('POST', `/orders/${cancelled.id}/cancel`);
  clock.advance(60_000);
  await shop.deposit(buyer.partnerId, '70.00');
  const returned = await order({ quantity: 2 });
  const { body } = await call<OrderCodeList>('GET', `/orders/${returned.id}/codes?masked=true`);
  await call('POST', `/orders/${returned.id}/returns`, { codes: [body.data[0]?.id] });
  for (const laterMs of [-1_200_000, 60_000, 60_000, 1_800_000]) await order({}, laterMs);
  clock.advance(1_800_000);
  await expireOrders(shop.app);
  await hold();
  all = await list();
});
afterAll(() => shop[Symbol.asyncDispose]());

test('every change of the balance is there once, each with the balance afterwards', async () => {
  expect(all.map(({ type, amount }) => `${type} ${amount}`).toReversed()).toEqual([
    ...['deposit 1000.00', 'order -141.00', 'order -47.00', 'order -47.00', 'deposit 70.00'],
    ...['order -94.00', 'return 47.00', ...Array(4).fill('order -47.00')],
  ]);
  let balance = 0;
  for (const { amount, balance_after: after } of all.toReversed()) {
    balance += cents(amount);
    expect(cents(after)).toBe(balance);
  }
  const { body } = await call<Balance>('GET', '/balance');
  expect([cents(body.balance), cents(body.held)]).toEqual([balance, 4_700]);
});

test('it agrees with the orders, and names them by their references', async () => {
  const { body } = await call<{ data: Order[] }>('GET', '/orders?status=delivered&limit=100');
  const totals = new Map(body.data.map(({ id, total }) => [id, -cents(total)]));
  const paid = all.filter(({ type }) => type === 'order');
  expect(new Map(paid.map((each) => [each.order_id, cents(each.amount)]))).toEqual(totals);
  expect(paid.find(({ reference }) => reference === 'PO-1')).toMatchObject({
    ...{ sku: 'PSN-US-50', quantity: 3, currency: 'USD', code_id: null, deposit_id: null },
  });
  expect(all.find(({ type }) => type === 'return')).toMatchObject({
    ...{ order_id: expect.stringMatching(/^ord_/), code_id: expect.stringMatching(/^cod_/) },
    quantity: 1,
  });
  expect(all.find(({ type }) => type === 'deposit')?.deposit_id).toMatch(/^dep_/);
});

describe('parts of it', () => {
  test.each(['order', 'deposit', 'refund', 'return', 'adjustment'])('only %s', async (type) => {
    expect(await list(`&type=${type}`)).toEqual(all.filter((each) => each.type === type));
  });

  test('two types, and pages of every size', async () => {
    const two = all.filter(({ type }) => type === 'deposit' || type === 'return');
    expect(await list('&type=deposit&type=return', 1)).toEqual(two);
    for (const limit of [1, 2, 4]) expect(await list('', limit)).toEqual(all);
  });

  test('from each line back to the one before it, also of one type', async () => {
    for (const type of ['', '&type=order']) {
      const lines = all.filter((each) => type === '' || each.type === 'order');
      let cursor: string | null = null;
      for (const [at, line] of lines.entries()) {
        const next: string = cursor === null ? '' : `&cursor=${cursor}`;
        const page: { body: TransactionList } = await call<TransactionList>(
          'GET',
          `/transactions?limit=1${type}${next}`,
        );
        expect(page.body.data).toEqual([line]);
        cursor = page.body.next_cursor;
        if (cursor === null || at === 0) continue;
        const place = Buffer.from(cursor, 'base64url').toString().replace(' ', '< ');
        const turned = Buffer.from(place).toString('base64url');
        const back = await call<TransactionList>(
          'GET',
          `/transactions?limit=1${type}&cursor=${turned}`,
        );
        expect(back.body.data).toEqual([lines[at - 1]]);
      }
    }
  });

  test('periods that meet leave nothing out and repeat nothing, although a clock was behind', async () => {
    const ats = all.map(({ created_at: at }) => at);
    expect(ats).not.toEqual(ats.toSorted().toReversed());
    for (const time of new Set(ats)) {
      const [early, late] = await Promise.all([
        list(`&created_before=${time}`),
        list(`&created_from=${time}`),
      ]);
      // The first of the newest that is earlier: all behind it are in the earlier period.
      const cut = ats.findIndex((at) => at < time);
      expect(late).toEqual(cut < 0 ? all : all.slice(0, cut));
      expect([...late, ...early]).toEqual(all);
    }
    expect(await list('&created_from=2027-01-01T00:00:00Z')).toEqual([]);
    expect(await list('&created_before=2026-01-01T00:00:00Z')).toEqual([]);
  });

  test('what is not a time, a type or a cursor of this list is refused by its name', async () => {
    const refusal = async (query: string) =>
      (await call<{ errors: { pointer: string }[] }>('GET', `/transactions?${query}`)).body
        .errors?.[0]?.pointer;
    expect(await refusal('created_from=yesterday')).toBe('/created_from');
    expect(await refusal('type=fee')).toBe('/type/0');
    expect(await refusal('cursor=abc')).toBe('/cursor');
  });
});

test('a count of lines is how many lines there are, of every kind, up to any limit, before and after every hold', async () => {
  const kinds = [EVERY, ['order', 'capture'], ['deposit']];
  const counted = await shop.rows<{ count: number; lines: number }>(
    `WITH own AS (
       SELECT max(a.account_id) FILTER (WHERE a.kind = 'available') AS available,
              max(a.account_id) FILTER (WHERE a.kind = 'held') AS held,
              max(a.version) FILTER (WHERE a.kind = 'available') AS until
         FROM ledger.accounts a JOIN partners.tenants t USING (tenant_id)
        WHERE a.version > 10 AND t.mode = 'live' GROUP BY t.tenant_id)
     SELECT ledger.count_lines(o.available, o.held, k.kinds, k.is_in, p.after, p.upto, m, NULL)::int AS count,
            (SELECT least(count(*), m) FROM ledger.lines(o.available, o.held, k.kinds, k.is_in, p.after, p.upto, m, NULL))::int AS lines
       FROM own o
       CROSS JOIN (VALUES ($1::text[], false), ($2, false), ($3, true)) k(kinds, is_in)
       CROSS JOIN generate_series(0, o.until) v
       CROSS JOIN LATERAL (SELECT h.place FROM (SELECT t.transfer_id FROM ledger.postings t
                             WHERE t.account_id = o.available AND t.account_version = v) x
                            CROSS JOIN LATERAL (SELECT ARRAY[v, ledger.version_before(o.held, x.transfer_id + 1)] AS place) h) at
       CROSS JOIN LATERAL (VALUES (ARRAY[0, 0]::bigint[], at.place),
                                  (at.place, ARRAY[o.until, ledger.version_before(o.held, NULL)])) p(after, upto)
       CROSS JOIN generate_series(1, 12) m`,
    kinds,
  );
  expect(counted.length).toBeGreaterThan(500);
  expect(counted.filter(({ count, lines }) => count !== lines)).toEqual([]);
});

test('another partner sees none of it', async () => {
  const { key: other } = await shop.buyer({ balance: '5.00' });
  const seen = await list('', 100, other);
  expect(seen.map(({ amount }) => amount)).toEqual(['5.00']);
  expect(await shop.verify()).toEqual([]);
});
