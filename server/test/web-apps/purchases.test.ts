/**
 * Guards: a person buys several products in one call, and nothing twice. Each line is an order like one by API, bought or refused
 * on its own; whatever is sent again (a double click, a second tab, after a crash or a lost session) buys only what was not bought.
 */
import type { BuyingTerms, Inventory, Purchase, PurchaseLine } from '@psnb2b/contract';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { newIdText, parseId } from '../../src/kit/ids.ts';
import {
  type Answer,
  bodyOf,
  codeOf,
  colleague,
  openShop,
  overtake,
  type Shop,
  signUp,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

let clock: DrivenClock;
let shop: Shop;
let owner: Visitor;
let partnerId: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  for (const denomination of [10, 20, 50, 100]) await shop.stock({ denomination, codes: 60 });
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '5000.00');
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(() => stepUp(clock, owner));

let keys = 0;
/** A line of US cards at the price that is shown, under a new key. */
function line(denomination: number | string, quantity = 1, more: object = {}) {
  keys += 1;
  return { key: `line-${keys}`, region: 'US', denomination, quantity, ...more };
}
const purchase = (lines: readonly object[], more: object = {}) => ({
  id: newIdText('pur', clock.now().getTime()),
  lines,
  ...more,
});
const sendAsIs = (body: unknown, by = owner, query = '') =>
  by.post<Purchase>(`/purchases${query}`, body);
/** The keys that were sent with each id. */
const sent = new Map<string, Set<string>>();
/** Sends a purchase as one tab does, which knows what it has sent before. */
function send(
  body: { id: string; lines: readonly object[]; [more: string]: unknown },
  by = owner,
  query = '',
) {
  const known = sent.get(body.id) ?? new Set();
  const known_keys = [...known];
  for (const each of body.lines as readonly { key: string }[]) known.add(each.key);
  sent.set(body.id, known);
  return sendAsIs({ ...body, ...(known_keys.length > 0 && { known_keys }) }, by, query);
}
const buy = (...sent: Parameters<typeof send>) => bodyOf(clock, send(...sent));
const statesOf = ({ lines }: { lines: readonly PurchaseLine[] }) => lines.map(({ state }) => state);
const refusalOf = ({ lines }: Purchase) => lines.find(({ refusal }) => refusal)?.refusal;

async function ordersOf(denomination: number): Promise<number> {
  const [row] = await shop.rows<{ count: number }>(
    'SELECT count(*) FROM orders.orders WHERE key_id IS NULL AND shelf_id = (SELECT s.shelf_id FROM stock.shelves s ' +
      "JOIN catalog.products p USING (product_id) WHERE p.sku = $1 AND s.mode = 'live')",
    [`PSN-US-${denomination}`],
  );
  return row?.count ?? -1;
}

describe('bought once', () => {
  test('each line is an order of the person, delivered at once, and read again by the id', async () => {
    const body = purchase([line(50, 2), line('20.00')]);
    const bought = await buy(body);
    expect(bought).toMatchObject({ id: body.id, object: 'purchase', mode: 'live' });
    expect(bought.lines.map(({ order }) => [order?.status, order?.quantity, order?.total])).toEqual(
      [
        ['delivered', 2, '94.00'],
        ['delivered', 1, '19.00'],
      ],
    );
    expect(await bodyOf(clock, owner.get(`/purchases/${body.id}`))).toEqual(bought);
    const [placed] = await shop.rows<{ actor: string; detail: string }>(
      `SELECT actor, detail FROM audit.entries WHERE action = 'order.placed' AND subject = $1`,
      [bought.lines[0]?.order?.id],
    );
    expect(placed?.actor).toMatch(/^person:usr_/);
    expect(JSON.parse(placed?.detail ?? '')).toMatchObject({ purchase: body.id, total: 9400 });
  });

  test('a double click, two tabs and a reload: sent at once and again, it is one purchase', async () => {
    const body = purchase([line(10), line(10, 2), line(10, 3)]);
    const before = await ordersOf(10);
    const answers = await Promise.all([send(body), send(body), send(body)]);
    const ids = answers.map(({ body: { lines } }) => lines.map(({ order }) => order?.id));
    expect(new Set(ids.map((each) => each.join())).size).toBe(1);
    expect(statesOf(await buy(body))).toEqual(['bought', 'bought', 'bought']);
    expect(await ordersOf(10)).toBe(before + 3);
  });

  test('a line that was changed under a used key refuses all, and nothing is bought', async () => {
    const first = line(20);
    const body = purchase([first]);
    await buy(body);
    const before = await ordersOf(20);
    const edited = { ...body, lines: [line(20), { ...first, quantity: 2 }] };
    expect((await send(edited)).body).toMatchObject({ code: 'idempotency_key_reused' });
    // How it is paid is a part of what a key stands for.
    const other = { ...body, payment: 'hold' };
    expect((await send(other)).body).toMatchObject({ code: 'idempotency_key_reused' });
    expect(await ordersOf(20)).toBe(before);
  });

  test('a duplicated tab: what it sends unchanged is the same purchase, what it changed is bought only by who knows of the rest', async () => {
    const [one, two] = [line(10), line(20)];
    const body = purchase([one, two]);
    const bought = await buy(body);
    // Unchanged, in either tab.
    expect(await buy(body)).toEqual(bought);
    expect(await buy({ ...body, lines: [two] })).toEqual(bought);
    const before = [await ordersOf(10), await ordersOf(20)];
    const edited = { ...body, lines: [line(10, 3), two] };
    for (const known_keys of [undefined, [], [two.key], ['another']]) {
      const refused = await sendAsIs({ ...edited, ...(known_keys && { known_keys }) });
      expect([refused.status, refused.body]).toMatchObject([
        409,
        { code: 'invalid_state', current_status: 'sent_elsewhere' },
      ]);
    }
    expect([await ordersOf(10), await ordersOf(20)]).toEqual(before);
    expect((await bodyOf(clock, owner.get<Purchase>(`/purchases/${body.id}`))).lines).toHaveLength(
      2,
    );
    // Keys of lines that never arrived harm nothing.
    const known_keys = [one.key, two.key, 'never-arrived'];
    const whole = await bodyOf(clock, sendAsIs({ ...edited, known_keys }));
    expect(statesOf(whole)).toEqual(['bought', 'bought', 'bought']);
    expect([await ordersOf(10), await ordersOf(20)]).toEqual([(before[0] ?? 0) + 1, before[1]]);
  });

  test('two tabs that send changed lines at once: one is bought, and the other is refused whole', async () => {
    const body = purchase([]);
    const before = await ordersOf(10);
    const answers = await Promise.all(
      [1, 2, 3].map((quantity) => sendAsIs({ ...body, lines: [line(10, quantity)] })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await ordersOf(10)).toBe(before + 1);
  });

  test('a failure between the lines: what was bought shows, and the rest is bought once', async () => {
    const body = purchase([line(10), line(20), line(10)]);
    await shop.rows(`CREATE FUNCTION purchases.fail() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'gone' USING ERRCODE = '57P01'; END $$`);
    await shop.rows(
      'CREATE TRIGGER fail BEFORE UPDATE ON purchases.lines FOR EACH ROW WHEN (NEW.line = 2) EXECUTE FUNCTION purchases.fail()',
    );
    const before = [await ordersOf(10), await ordersOf(20)];
    try {
      expect(await codeOf(send(body))).toBe('outcome_unknown');
    } finally {
      await shop.rows('DROP FUNCTION purchases.fail CASCADE');
    }
    const cut = await bodyOf(clock, owner.get<Purchase>(`/purchases/${body.id}`));
    expect(statesOf(cut)).toEqual(['bought', 'open', 'open']);
    const whole = await buy(body);
    expect(statesOf(whole)).toEqual(['bought', 'bought', 'bought']);
    expect(whole.lines[0]).toEqual(cut.lines[0]);
    expect([await ordersOf(10), await ordersOf(20)]).toEqual([
      (before[0] ?? 0) + 2,
      (before[1] ?? 0) + 1,
    ]);
  });

  test('a session that ends in the middle: nothing is bought after it, and the rest waits', async () => {
    const { visitor } = await colleague(shop, owner, 'buyer');
    await stepUp(clock, visitor);
    const body = purchase([line(10), line(20), line(50)]);
    const lockShelf = `SELECT FROM stock.shelves WHERE shelf_id = (SELECT s.shelf_id FROM stock.shelves s
      JOIN catalog.products p USING (product_id) WHERE p.sku = 'PSN-US-20' AND s.mode = 'live') FOR UPDATE`;
    const answer = await overtake<Answer<Purchase>>(
      shop,
      (tx) => tx.query(lockShelf),
      () => send(body, visitor),
      (tx) =>
        tx.query(
          `DELETE FROM identity.sessions WHERE user_id = (SELECT bought_by FROM purchases.purchases WHERE purchase_id = $1)`,
          [parseId('pur', body.id)],
        ),
    );
    expect(answer.body).toMatchObject({ code: 'session_required' });
    const read = await bodyOf(clock, owner.get<Purchase>(`/purchases/${body.id}`));
    expect(statesOf(read)).toEqual(['bought', 'open', 'open']);
    // It is the purchase of the person who began it: a colleague may read it, and buys under an id of their own.
    expect(await codeOf(send(body))).toBe('idempotency_key_reused');
  });
});

describe('each line on its own', () => {
  test('a price that changed, too few codes, an unknown product: refused as by API, the rest bought', async () => {
    const bought = await buy(
      purchase([
        line(50, 1, { max_unit_price: '47.00' }),
        line(50, 1, { max_unit_price: '46.99' }),
        line(10, 100),
        { ...line(50), region: 'XX' },
        line(50, 1, { max_unit_price: '47.001' }),
      ]),
    );
    expect(bought.lines.map(({ state, refusal }) => [state, refusal?.code])).toEqual([
      ['bought', undefined],
      ['refused', 'price_changed'],
      ['refused', 'out_of_stock'],
      ['refused', 'unknown_product'],
      ['refused', 'validation_failed'],
    ]);
    expect(bought.lines[1]?.refusal).toMatchObject({ unit_price: '47.00', status: 409 });
    expect(bought.lines[2]?.refusal).toMatchObject({ available: expect.any(Number) });
    expect(bought.lines[4]?.refusal?.errors).toMatchObject([{ pointer: '/max_unit_price' }]);
  });

  test('the balance pays for two of three, and the third after a deposit under the same key', async () => {
    const poor = await signUp(shop, 'Kleiner Handel');
    const poorId = parseId('prt', poor.partnerId) ?? '';
    await shop.change(poorId, { approved: true });
    await shop.deposit(poorId, '40.00');
    await stepUp(clock, poor.visitor);
    const body = purchase([line(20), line(20), line(20)]);
    const short = await buy(body, poor.visitor);
    expect(statesOf(short)).toEqual(['bought', 'bought', 'refused']);
    expect(refusalOf(short)).toMatchObject({
      ...{ code: 'insufficient_balance', required: '19.00', available: '2.00', currency: 'USD' },
    });
    await shop.deposit(poorId, '17.00');
    expect(statesOf(await buy(body, poor.visitor))).toEqual(['bought', 'bought', 'bought']);
    const { available } = await bodyOf(clock, poor.visitor.get<{ available: string }>('/balance'));
    expect(available).toBe('0.00');
  });

  test('the number of a purchase is on each of its orders, and on those of no other', async () => {
    const numbered = { reference: 'PO-77' };
    const body = purchase([line(10), line(20, 1, { max_unit_price: '18.00' })], numbered);
    await buy(body);
    const fixed = await buy({ ...body, lines: [line(20)] });
    expect(fixed.reference).toBe('PO-77');
    const references = fixed.lines.map(({ order }) => order?.reference);
    expect(references).toEqual(['PO-77/1', undefined, 'PO-77/3']);
    expect((await buy(body)).lines.map(({ order }) => order?.reference)).toEqual(references);
    const twice = await buy(purchase([line(10)], numbered));
    expect(refusalOf(twice)).toMatchObject({
      ...{ code: 'reference_in_use', order_id: fixed.lines[0]?.order?.id },
    });
    const other = await send({ ...body, reference: 'PO-78' });
    expect(other.body).toMatchObject({ code: 'idempotency_key_reused' });
    const long = await send(purchase([line(10)], { reference: 'x'.repeat(61) }));
    expect(long.body).toMatchObject({ errors: [{ pointer: '/reference', code: 'max_length' }] });
  });

  test('a refused line is corrected under another key in the same purchase', async () => {
    const body = purchase([line(20), line(20, 1, { max_unit_price: '18.00' })]);
    await buy(body);
    const fixed = await buy({ ...body, lines: [line(20, 1, { max_unit_price: '19.00' })] });
    expect(statesOf(fixed)).toEqual(['bought', 'refused', 'bought']);
  });

  test('a hold waits for its confirmation, an order above the limit for an approval, test money buys test codes', async () => {
    const [held] = (await buy(purchase([line(20)], { payment: 'hold', hold_seconds: 600 }))).lines;
    expect(held?.order).toMatchObject({ status: 'pending', payment: 'hold' });
    await shop.change(partnerId, { approvalLimit: 10_00 });
    const [waits] = (await buy(purchase([line(20)]))).lines;
    expect(waits?.order).toMatchObject({ status: 'pending', payment: 'balance' });
    expect(await bodyOf(clock, owner.get<BuyingTerms>('/buying-terms'))).toMatchObject({
      approval_left: '0.00',
    });
    await shop.change(partnerId, { approvalLimit: null });
    const inTest = await buy(purchase([line(100, 3)]), owner, '?mode=test');
    expect(inTest.lines[0]?.order).toMatchObject({ mode: 'test', status: 'delivered' });
    expect((await owner.get(`/purchases/${inTest.id}`)).status).toBe(404);
  });
});

describe('refused whole, and nothing bought', () => {
  const faulty: readonly (readonly [name: string, lines: () => object[], fault: object])[] = [
    ['0', () => [line(50), line(50, 0)], { pointer: '/lines/1/quantity', code: 'minimum' }],
    ['1.5', () => [line(50, 1.5)], { pointer: '/lines/0/quantity', code: 'type' }],
    ['1e9', () => [line(50, 1e9)], { pointer: '/lines/0/quantity', code: 'maximum' }],
    ['201 lines', () => Array.from({ length: 201 }, () => line(50)), { pointer: '/lines' }],
    ['no line', () => [], { pointer: '/lines', code: 'min_items' }],
    [
      'a region of three letters',
      () => [{ ...line(50), region: 'USA' }],
      { pointer: '/lines/0/region' },
    ],
    ['a long key', () => [{ ...line(50), key: 'k'.repeat(65) }], { pointer: '/lines/0/key' }],
    [
      'one key twice',
      () => [
        { ...line(50), key: 'k' },
        { ...line(10), key: 'k' },
      ],
      { pointer: '/lines/1/key' },
    ],
  ];
  test.each(faulty)('%s', async (_, lines, fault) => {
    const body = purchase(lines());
    const { body: refused } = await send(body);
    expect(refused).toMatchObject({ code: 'validation_failed', errors: [fault] });
    expect((await owner.get(`/purchases/${body.id}`)).status).toBe(404);
  });

  test('more lines than one purchase has in all', async () => {
    const body = purchase([]);
    const batch = () => Array.from({ length: 200 }, () => ({ ...line(50), region: 'XX' }));
    for (let sent = 0; sent < 2; sent += 1) await buy({ ...body, lines: batch() });
    expect((await send({ ...body, lines: [line(50)] })).body).toMatchObject({
      errors: [{ pointer: '/lines', code: 'max_items' }],
    });
  });

  test('by roles that do not buy, without a proof, by a business that is not approved or is suspended', async () => {
    for (const role of ['finance', 'developer', 'read_only'] as const) {
      const { visitor } = await colleague(shop, owner, role);
      await stepUp(clock, visitor);
      expect(await codeOf(send(purchase([line(50)]), visitor))).toBe('role_missing');
      expect((await visitor.get<Inventory>('/inventory')).body.data.length).toBeGreaterThan(3);
    }
    const { visitor: buyer } = await colleague(shop, owner, 'buyer');
    clock.advance(3_600_000);
    expect(await codeOf(send(purchase([line(50)]), buyer))).toBe('step_up_required');
    const fresh = await signUp(shop, 'Neuer Handel');
    await stepUp(clock, fresh.visitor);
    expect(await codeOf(send(purchase([line(50)]), fresh.visitor))).toBe('partner_not_approved');
    const tried = await buy(purchase([line(50)]), fresh.visitor, '?mode=test');
    expect(statesOf(tried)).toEqual(['bought']);
    await shop.rows(
      `UPDATE partners.partners SET suspended_at = now(), suspended_reason = 'Tried' WHERE partner_id = $1`,
      [parseId('prt', fresh.partnerId)],
    );
    const suspended = send(purchase([line(50)]), fresh.visitor, '?mode=test');
    expect(await codeOf(suspended)).toBe('partner_suspended');
  });
});

test('another business finds no purchase, and buys under the same id for itself', async () => {
  const mine = await buy(purchase([line(20)]));
  const other = await signUp(shop, 'Fremder Handel');
  await shop.change(parseId('prt', other.partnerId) ?? '', { approved: true });
  await shop.deposit(parseId('prt', other.partnerId) ?? '', '100.00');
  await stepUp(clock, other.visitor);
  expect((await other.visitor.get(`/purchases/${mine.id}`)).status).toBe(404);
  const theirs = await buy({ id: mine.id, lines: [line(20)] }, other.visitor);
  expect(theirs.lines).toHaveLength(1);
  expect(theirs.lines[0]?.order?.id).not.toBe(mine.lines[0]?.order?.id);
  expect((await bodyOf(clock, owner.get<Purchase>(`/purchases/${mine.id}`))).lines).toEqual(
    mine.lines,
  );
});

test('what can be bought, at which price, and what was bought lately', async () => {
  await shop.ownPrice(partnerId, 'US,100,USD,90.00');
  await shop.app.inventory.refresh();
  const { data, currency } = await bodyOf(clock, owner.get<Inventory>('/inventory'));
  expect(currency).toBe('USD');
  expect(data.find(({ sku }) => sku === 'PSN-US-100')).toMatchObject({ unit_price: '90.00' });
  // The file has the same products, in the same order.
  const list = parse((await owner.get('/inventory/export')).text, { columns: true });
  const row = ({ sku, unit_price, available }: (typeof data)[number]) =>
    `${sku} ${unit_price} ${available}`;
  expect((list as typeof data).map(row)).toEqual(data.map(row));
  const terms = await bodyOf(clock, owner.get<BuyingTerms>('/buying-terms'));
  expect(terms).toMatchObject({ mode: 'live', approval_left: null, hold_seconds_max: 259_200 });
  expect(terms.bought).toEqual(expect.arrayContaining(['PSN-US-20', 'PSN-US-50', 'PSN-US-10']));
  expect(terms.bought).not.toContain('PSN-US-100');
});

test('the books agree, and a line without its order would be found', async () => {
  expect(await shop.verify()).toEqual([]);
  await shop.rows(
    `UPDATE purchases.lines SET order_id = gen_random_uuid() WHERE (purchase_id, line) IN (
       SELECT purchase_id, line FROM purchases.lines WHERE order_id IS NOT NULL LIMIT 1)`,
  );
  expect(await shop.verify()).toEqual([
    expect.stringContaining('P1: '),
    expect.stringContaining('P1: '),
  ]);
});
