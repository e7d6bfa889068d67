/**
 * Guards: what the console says a setting would have meant is what it would have done: the same orders, decisions and lots, counted by the rule
 * that is applied when they are made; of the last days only, of live business only, and refused where it means nothing.
 */
import {
  type Order,
  type SettingEffect,
  type SettingWithEffect,
  type StaffRole,
  settingMaxima,
  settingsWithEffect,
  staffRoles,
} from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importLot } from '../../src/stock/index.ts';
import {
  bodyOf,
  buy,
  codeOf,
  decide,
  drivenClock,
  file,
  formatId,
  openShop,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const HOUR = 3_600_000;
const clock = drivenClock();
let shop: Shop;
let ann: Visitor | null = null;
let reader: Visitor | null = null;
beforeAll(async () => {
  shop = await openShop({ clock });
  const codes = Array.from({ length: 180 }, (_, code) => `US,50,AAAA-BBBB-0${code + 100},45.00`);
  await shop.importFile(`region,denomination,code,cost\n${codes.join('\n')}\n`);
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Sessions of staff end within a day. */
function later(hours: number): void {
  clock.advance(hours * HOUR);
  [ann, reader] = [null, null];
}
async function admin(): Promise<Visitor> {
  ann ??= (await staff(shop, 'admin')).visitor;
  await stepUp(clock, ann);
  return ann;
}
const ask = async (query: Record<string, string>) => {
  reader ??= (await staff(shop, 'read_only')).visitor;
  const visitor = query.setting?.endsWith('_a_minute') ? await admin() : reader;
  return visitor.get<SettingEffect>(`/settings/effect?${new URLSearchParams(query)}`);
};
const effect = async (query: Record<string, string>) => {
  const { affected, counted, days } = await bodyOf(clock, ask(query));
  return [affected, counted, days] as const;
};

/** Orders of one, three, one, two codes and one an hour each, and one a day later; how many of them wait. */
async function orderAll(key: string): Promise<number> {
  let waiting = 0;
  for (const [quantity, hours] of [
    [1, 1],
    [3, 1],
    [1, 1],
    [2, 1],
    [1, 25],
    [2, 1],
  ] as const) {
    const body = { region: 'US', denomination: 50, quantity };
    const order = await bodyOf<Order>(clock, shop.call('POST', '/orders', { key, body }) as never);
    if (order.status === 'pending') waiting += 1;
    later(hours);
  }
  return waiting;
}

test.each(['50.00', '100.00', '150.00', '1000.00'])(
  'an approval limit of %s stops as many orders as it would have stopped',
  async (approval_limit) => {
    const free = await shop.buyer({ balance: '900.00' });
    const bound = await shop.buyer({ balance: '900.00' });
    const id = formatId('prt', bound.partnerId);
    await bodyOf(
      clock,
      (await admin()).call('PATCH', `/partners/${id}/limits`, {
        body: { approval_limit },
      }) as never,
    );
    await shop.settle();
    expect(await orderAll(free.key)).toBe(0);
    const of = formatId('prt', free.partnerId);
    const forecast = await effect({ setting: 'approval_limit', of, value: approval_limit });
    expect(forecast).toEqual([await orderAll(bound.key), 6, 30]);
    expect(await effect({ setting: 'approval_limit', of })).toEqual([0, 6, 30]);
    // Its own orders waited already, and count as what they would have been.
    const own = { setting: 'approval_limit', of: id, value: approval_limit };
    expect(await effect(own)).toEqual(forecast);
  },
);

/** How many of these orders, an hour apart, are refused. */
async function refusals(key: string, quantities: readonly number[], more: object = {}) {
  let refused = 0;
  for (const quantity of quantities) {
    const body = { region: 'US', denomination: 50, quantity, ...more };
    const { status } = await shop.call('POST', '/orders', { key, body });
    if (status !== 201) refused += 1;
    later(1);
  }
  return refused;
}

test.each(['0.00', '40.00', '100.00', '500.00'])(
  'a credit limit of %s refuses as many orders as it would have refused',
  async (limit) => {
    const free = await shop.buyer({ balance: '100.00' });
    const bound = await shop.buyer({ balance: '100.00' });
    await shop.creditLimit(free.partnerId, '1000.00');
    await shop.creditLimit(bound.partnerId, limit);
    await shop.settle();
    const quantities = [1, 3, 1, 2];
    expect(await refusals(free.key, quantities)).toBe(0);
    const asked = { setting: 'credit_limit', of: formatId('prt', free.partnerId), value: limit };
    const refused = await refusals(bound.key, quantities);
    expect(await effect(asked)).toEqual([refused, 4, 30]);
  },
);

test.each([
  ...[0, 60, 100, 500].map((most) => ['invoice_limit', most] as const),
  ...[0, 1, 2, 5].map((most) => ['holds_open', most] as const),
])('%s of %i refuses as many orders as it would have refused', async (setting, most) => {
  const isHold = setting === 'holds_open';
  const limit = (value: number) =>
    isHold ? { holdsOpenMax: value } : { invoiceLimit: value * 100 };
  const free = await shop.buyer({ balance: '500.00', ...limit(1_000) });
  const bound = await shop.buyer({ balance: '500.00', ...limit(most) });
  const more = isHold ? { payment: 'hold', hold_seconds: 4 * 3_600 } : { payment: 'invoice' };
  expect(await refusals(free.key, [1, 2, 1], more)).toBe(0);
  const forecast = await effect({
    setting,
    of: formatId('prt', free.partnerId),
    value: String(most),
  });
  expect(forecast).toEqual([await refusals(bound.key, [1, 2, 1], more), 3, 30]);
});

test('holds that were placed for longer', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '500.00' });
  for (const hold_seconds of [600, 3_600, 7_200])
    await refusals(key, [1], { payment: 'hold', hold_seconds });
  const of = formatId('prt', partnerId);
  const longer = (value: string) => effect({ setting: 'hold_seconds', of, value });
  expect(await longer('0')).toEqual([3, 3, 30]);
  expect(await longer('3600')).toEqual([1, 3, 30]);
});

test.each([1, 2, 4, 60])(
  'a limit of %i calls a minute refuses as many as it would have refused',
  async (most) => {
    const free = await shop.buyer();
    const bound = await shop.buyer({ requestsPerMinute: most, ordersPerMinute: most });
    const body = { region: 'US', denomination: 50, quantity: 1 };
    const read = (key: string) => shop.call('GET', '/balance', { key });
    const order = (key: string) => shop.call('POST', '/orders', { key, body });
    const refused = async (make: typeof read, key: string) => {
      let times = 0;
      for (let call = 0; call < 4; call += 1) if ((await make(key)).status === 429) times += 1;
      return times;
    };
    const of = formatId('prt', free.partnerId);
    const forecast = async (setting: SettingWithEffect) => {
      await shop.app.requestLog.flush();
      return effect({ setting, of, value: String(most) });
    };
    expect(await refused(order, free.key)).toBe(0);
    expect(await forecast('orders_a_minute')).toEqual([await refused(order, bound.key), 4, 7]);
    expect(await forecast('requests_a_minute')).toEqual([Math.max(0, 4 - most), 4, 7]);
  },
);

test('calls a minute: what a limit refuses fills no minute, and keys that replaced one another count together', async () => {
  const { partnerId, key } = await shop.buyer();
  const other = await shop.key(partnerId);
  for (const wait of [0, 10, 20, 25, 20]) {
    clock.advance(wait * 1000);
    await shop.call('GET', '/balance', { key });
  }
  await shop.call('GET', '/balance', { key: other.text });
  await shop.app.requestLog.flush();
  const calls = (of: string, value: string) => effect({ setting: 'requests_a_minute', of, value });
  const business = formatId('prt', partnerId);
  expect(await calls(business, '1')).toEqual([4, 6, 7]);
  expect(await calls(business, '6')).toEqual([0, 6, 7]);
  expect(await calls(formatId('key', other.keyId), '1')).toEqual([0, 1, 7]);
  const { body } = await (await admin()).post<{ id: string }>(
    `/keys/${formatId('key', other.keyId)}/rotate`,
    {},
  );
  expect(await calls(body.id, '1')).toEqual([0, 1, 7]);
});

test('orders of another business, of test mode, and older than 30 days do not count', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '900.00' });
  const of = formatId('prt', partnerId);
  const asked = { setting: 'approval_limit', of, value: '1.00' };
  const { text: testKey } = await shop.key(partnerId, { mode: 'test' });
  await buy(shop, testKey, 1);
  expect(await effect(asked)).toEqual([0, 0, 30]);
  await buy(shop, key, 1);
  expect(await effect(asked)).toEqual([1, 1, 30]);
  later(29 * 24);
  expect(await effect(asked)).toEqual([1, 1, 30]);
  later(24);
  expect(await effect(asked)).toEqual([0, 0, 30]);
});

test('claims: decisions above the limit, and those that took longer than a service level', async () => {
  const { key } = await shop.buyer({ balance: '900.00' });
  const claim = async (codes: number) => {
    const { order, codes: bought } = await buy(shop, key, codes);
    const { body } = await file(
      shop,
      key,
      order.id,
      bought.map(({ id }) => id),
    );
    return body.id;
  };
  const [one, two] = [await claim(1), await claim(2)];
  later(2);
  await decide(shop, one, 'refunded', 'staff:ann');
  later(2);
  await decide(shop, two, 'refunded', 'staff:bob');
  const limit = { setting: 'claim_limit', of: 'USD' };
  expect(await effect({ ...limit, value: '500.00' })).toEqual([0, 2, 30]);
  // The second one together with the first, because both are of one business.
  expect(await effect({ ...limit, value: '140.00' })).toEqual([1, 2, 30]);
  expect(await effect({ ...limit, value: '10.00' })).toEqual([2, 2, 30]);
  expect(await effect({ ...limit, of: 'EUR', value: '10.00' })).toEqual([0, 0, 30]);
  const [tier] = await shop.rows<{ tier: string }>(
    `SELECT DISTINCT tier FROM partners.tenants WHERE mode = 'live'`,
  );
  const level = (setting: string, hours: number, of = tier?.tier ?? '') =>
    effect({ setting, ...(of !== '' && { of }), value: String(hours * HOUR) });
  expect(await level('claim_decision', 1)).toEqual([2, 2, 30]);
  expect(await level('claim_decision', 3)).toEqual([1, 2, 30]);
  expect(await level('claim_decision', 5)).toEqual([0, 2, 30]);
  expect(await level('claim_answer', 3)).toEqual([1, 2, 30]);
  expect(await level('claim_answer', 1, 'Nobody')).toEqual([0, 0, 30]);
});

test('stock: the lots of one person in a day count together, and another person starts anew', async () => {
  const lot = async (codes: number, actor: string) => {
    const rows = Array.from(
      { length: codes },
      (_, row) => `US,20,${actor.slice(-3).toUpperCase()}X-${codes}00${row}-ABCD`,
    );
    const bytes = Buffer.from(`region,denomination,code\n${rows.join('\n')}\n`);
    async function* pieces() {
      yield bytes;
    }
    const sent = { name: `${codes}.csv`, pieces, close: async () => {} };
    const terms = { mode: 'live', supplierId: null, costCurrency: 'USD' } as const;
    await importLot(shop.app, { file: sent, ...terms, actor });
  };
  const release = { setting: 'stock_release' };
  const [, before = 0] = await effect(release);
  await lot(6, 'staff:one');
  await lot(5, 'staff:one');
  await lot(5, 'staff:two');
  const of = (value: string) => effect({ ...release, value });
  const [none = 0, all = 0] = await effect(release);
  expect([none, all]).toEqual([0, before + 3]);
  const [large = 0] = await of('100');
  expect(await of('11')).toEqual([large, all, 30]);
  expect(await of('10')).toEqual([large + 1, all, 30]);
  expect(await of('4')).toEqual([large + 3, all, 30]);
  expect(await effect({ setting: 'stock_discard', value: '4' })).toEqual([0, 0, 30]);
});

test('returns that came later, businesses without a term of their own, owners that used more', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '900.00' });
  const body = { region: 'US', denomination: 50, quantity: 2 };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
  const path = `/orders/${order.id}`;
  const { body: list } = await shop.call<{ data: { id: string }[] }>(
    'GET',
    `${path}/codes?masked=true`,
    { key },
  );
  const give = (index: number) =>
    bodyOf(
      clock,
      shop.call('POST', `${path}/returns`, { key, body: { codes: [list.data[index]?.id] } }),
    );
  later(1);
  await give(0);
  later(4);
  await give(1);
  expect(await effect({ setting: 'return_hours', value: '0' })).toEqual([2, 2, 30]);
  expect(await effect({ setting: 'return_hours', value: '3' })).toEqual([1, 2, 30]);
  expect(await effect({ setting: 'return_hours', value: '24' })).toEqual([0, 2, 30]);

  const [all = 0] = await effect({ setting: 'payment_days', value: '7' });
  const of = formatId('prt', partnerId);
  await bodyOf(clock, (await admin()).post(`/payment-terms/partners/${of}`, { days: 3 }));
  expect(await effect({ setting: 'payment_days', value: '7' })).toEqual([all - 1, all, null]);

  const { visitor: owner } = await signUp(shop);
  for (const subject of ['One', 'Two', 'Three']) {
    await bodyOf(clock, owner.post('/tickets', { topic: 'other', subject, text: 'Hello.' }));
  }
  expect(await effect({ setting: 'quota', of: 'tickets', value: '3' })).toEqual([0, 1, 7]);
  expect(await effect({ setting: 'quota', of: 'tickets', value: '2' })).toEqual([1, 1, 7]);
});

test('a floor: the list prices below it, of products whose cost is known', async () => {
  const floor = (of: string, value?: string) =>
    effect({ setting: 'price_floor', of, ...(value !== undefined && { value }) });
  expect(await floor('shop', '4')).toEqual([0, 1, null]);
  expect(await floor('shop', '5')).toEqual([1, 1, null]);
  expect(await floor('US', '5')).toEqual([1, 1, null]);
  expect(await floor('GB', '5')).toEqual([0, 0, null]);
  const set = async (region: string, margin_percent: number) =>
    bodyOf(
      clock,
      (await admin()).call('PUT', `/price-floors/${region}`, { body: { margin_percent } }),
    );
  await set('shop', 6);
  // Without its own, the region has that of the shop.
  expect(await floor('US')).toEqual([1, 1, null]);
  await set('US', 6);
  expect(await floor('shop', '50')).toEqual([0, 0, null]);
});

test.each([
  [{ setting: 'approval_limit', of: 'prt_01k00000000000000000000000', value: '1' }, 'not_found'],
  [{ setting: 'approval_limit', value: '1' }, 'not_found'],
  [{ setting: 'requests_a_minute', of: 'key_01k00000000000000000000000', value: '1' }, 'not_found'],
  [{ setting: 'claim_limit', of: 'dollars', value: '1' }, 'not_found'],
  [{ setting: 'claim_limit', of: 'USD', value: '1.001' }, 'validation_failed'],
  [{ setting: 'price_floor', of: 'XX', value: '1' }, 'not_found'],
  [{ setting: 'price_floor', of: 'shop', value: '1.001' }, 'validation_failed'],
  [{ setting: 'quota', of: 'orders', value: '1' }, 'not_found'],
  [{ setting: 'stock_release', value: '1.5' }, 'validation_failed'],
  [{ setting: 'return_hours' }, 'validation_failed'],
  [{ setting: 'return_hours', value: '-1' }, 'validation_failed'],
  [{ setting: 'PORT', value: '1' }, 'validation_failed'],
] as const)('%o is refused: %s', async (query, code) => {
  expect(await codeOf(ask(query))).toBe(code);
});

/** Whoever may not list what is counted. */
const UNLISTED: Readonly<Partial<Record<SettingWithEffect, readonly StaffRole[]>>> = {
  approval_limit: ['stock'],
  invoice_limit: ['stock'],
  credit_limit: ['support', 'stock'],
  requests_a_minute: ['support', 'stock', 'read_only'],
  orders_a_minute: ['support', 'stock', 'read_only'],
  price_floor: ['support'],
};

test('only roles that may list what is counted read an effect', async () => {
  const { partnerId } = await shop.buyer({ balance: '900.00' });
  const of = formatId('prt', partnerId);
  const asked: Readonly<Partial<Record<SettingWithEffect, string>>> = {
    ...{ approval_limit: of, credit_limit: of, invoice_limit: of, holds_open: of },
    ...{ hold_seconds: of, requests_a_minute: of, orders_a_minute: of },
    ...{ claim_limit: 'USD', quota: 'tickets' },
    ...{ claim_answer: 'Standard', claim_decision: 'Standard', price_floor: 'shop' },
  };
  for (const role of staffRoles) {
    const { visitor } = await staff(shop, role);
    for (const setting of settingsWithEffect) {
      const { [setting]: of } = asked;
      const query = new URLSearchParams({ setting, value: '9', ...(of && { of }) });
      const { status } = await visitor.get(`/settings/effect?${query}`);
      const expected = UNLISTED[setting]?.includes(role) ? 403 : 200;
      expect([role, setting, status]).toEqual([role, setting, expected]);
    }
  }
  for (const setting of settingsWithEffect) {
    const { [setting]: of } = asked;
    const answer = async (value: string) =>
      (await ask({ setting, value, ...(of && { of }) })).status;
    for (const value of ['999999999999999', '999999999999999.9999']) {
      expect([setting, value, await answer(value)]).toEqual([setting, value, 422]);
    }
    const { [setting]: most } = settingMaxima;
    if (most !== undefined) expect([setting, await answer(String(most))]).toEqual([setting, 200]);
  }
});
