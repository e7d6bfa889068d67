/**
 * Guards: what a business owes is allotted to its youngest invoices and adds up to its balance to the cent; an invoice is due by the term of
 * its day; a business is reminded of an invoice once; only staff who may see money see it, and another business's term is set by nobody else.
 */
import type {
  AgeingLine,
  AgeingSums,
  BillingDocument,
  Order,
  OrderCodeList,
  PartnerPaymentTerm,
  PaymentTerms,
  Setting,
} from '@psnb2b/contract';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeShop } from '../../src/acts/index.ts';
import { issueDocuments, remindOverdue } from '../../src/invoicing/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import { approvePartner, emptyProfile, setProfile } from '../../src/partners/index.ts';
import {
  bodyOf,
  decide,
  drivenClock,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  staffOf,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';
import { pdfText } from '../../testkit/pdf-text.ts';

const clock = drivenClock(new Date('2026-01-20T10:00:00Z'));
let shop: Shop;
let owner: Visitor;
let finance: Visitor;
let support: Visitor;
let prt: string;
let partnerId: string;
let key: string;
let email: string;
const by = () => ({ actor: 'operator:test', at: clock.now() });
const address = {
  ...{ line1: 'Gasse 1', line2: null, city: 'Bern', state: null, postal_code: '1', country: 'CH' },
};

beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.stock({ codes: 40 });
  const signed = await signUp(shop, 'Nordwind');
  prt = signed.partnerId;
  // nothing: ids of the sign-up are ids.
  partnerId = parseId('prt', prt) ?? '';
  const { database, vault } = shop.app;
  await database.transaction(async (tx) => {
    await approvePartner(tx, shop.app, partnerId, by());
    const profile = { ...emptyProfile, legal_name: 'Nordwind AG', address };
    await setProfile(tx, vault, partnerId, profile, { ...by(), side: 'partner', name: 'A' });
    await changeShop(
      tx,
      {
        ...{ name: null, legal_name: 'Shop AG', registration_number: null, tax_number: null },
        ...{ address, website: null, brand_colour: null, tax_percent: null, tax_note: null },
        time_zone: null,
      },
      by(),
    );
  });
  await shop.settle();
  await shop.creditLimit(partnerId, '1000.00');
  key = (await shop.key(partnerId)).text;
  email = signed.email;
  await signIn();
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Sessions end while months pass. */
async function signIn() {
  [finance, support] = await staffOf(shop, 'finance', 'support');
  owner = visitor(shop, 'portal');
  await bodyOf(clock, owner.post('/sign-in', { email, password: PASSWORD }));
}
const order = async (quantity: number, more = {}) => {
  const body = { region: 'US', denomination: 50, quantity, ...more };
  const placed = await shop.call<Order>('POST', '/orders', { key, body });
  expect(placed.status, placed.text).toBe(201);
  return placed.body;
};
async function pdfOf(id: string | undefined) {
  const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(`${shop.url}/portal/api/documents/${id}/pdf`, {
    headers: { cookie },
  });
  return pdfText(Buffer.from(await response.arrayBuffer())).join('\n');
}
const remind = () =>
  remindOverdue(shop.app, (_, error) => {
    throw error;
  });
const goTo = async (time: string) => {
  clock.advance(Date.parse(time) - clock.now().getTime());
  await issueDocuments(shop.app, 'system:issue-documents');
  await signIn();
};
const ageing = async (query = '') =>
  (await bodyOf(clock, finance.get<{ data: AgeingLine[] }>(`/ageing${query}`))).data;
const documents = async () =>
  (await bodyOf(clock, owner.get<{ data: BillingDocument[] }>('/documents'))).data;
const figures = async () => {
  const [line] = await ageing();
  return line;
};

test('an invoice is due by the term that applied when it was issued', async () => {
  const first = await bodyOf(clock, finance.get<PaymentTerms>('/payment-terms'));
  expect(first).toMatchObject({ days: 14, default_days: 14, set_at: null });
  await order(2);
  await goTo('2026-02-01T02:00:00Z');
  await bodyOf(clock, finance.post('/payment-terms', { days: 30, reason: 'As agreed.' }));
  const own = `/payment-terms/partners/${prt}`;
  await bodyOf(clock, finance.post(own, { days: 10 }));
  expect(await bodyOf(clock, finance.get<PartnerPaymentTerm>(own))).toMatchObject({
    ...{ days: 10, is_own: true, shop_days: 30, set_by: expect.stringMatching(/^staff:/) },
  });
  await order(1);
  await goTo('2026-03-01T02:00:00Z');
  await bodyOf(clock, finance.post(own, { days: null }));
  await order(1);
  const found = await documents();
  expect(found.map(({ month, due_on }) => [month, due_on])).toEqual([
    ['2026-02', '2026-03-11'],
    ['2026-01', '2026-02-15'],
  ]);
  const settings = await bodyOf(clock, finance.get<{ data: Setting[] }>('/settings?q=payment'));
  expect(settings.data).toMatchObject([{ id: 'payment_terms', value: '30', default_value: '14' }]);
  const { status } = await owner.get(`/payment-terms/partners/${prt}`);
  expect(status).toBe(404);
  expect((await support.post('/payment-terms', { days: 1 })).status).toBe(403);
  expect((await finance.post('/payment-terms', { days: 181 })).status).toBe(422);
});

test('payments settle the oldest invoice, and the columns add up to the balance', async () => {
  expect(await figures()).toMatchObject({
    ...{ partner: { id: prt, name: 'Nordwind' }, owed: '188.00', uninvoiced: '47.00' },
    ...{ not_due: '47.00', days_30: '94.00', overdue: '94.00', overdue_invoices: 1 },
    ...{ oldest_due_on: '2026-02-15', credit_limit: '1000.00' },
  });
  await shop.deposit(partnerId, '50.00');
  expect(await figures()).toMatchObject({ owed: '138.00', days_30: '44.00', not_due: '47.00' });
  expect((await documents()).map(({ unpaid, state }) => [unpaid, state])).toEqual([
    ['47.00', 'open'],
    ['44.00', 'overdue'],
  ]);
  const sums = await bodyOf(clock, finance.get<AgeingSums>('/ageing/sums'));
  expect(sums).toMatchObject({
    agrees: true,
    sums: [{ currency: 'USD', partners: 1, partners_overdue: 1, owed: '138.00', ledger: '138.00' }],
  });
  expect(await ageing('?show=overdue&q=nord&currency=USD')).toHaveLength(1);
  expect(await ageing('?q=somebody')).toEqual([]);
  expect(await ageing('?currency=EUR')).toEqual([]);
  expect(await shop.verify()).toEqual([]);
});

test('the file has the same figures, and only staff who may see money read it', async () => {
  const { text } = await finance.get('/ageing/export');
  expect(parse(text, { columns: true })).toMatchObject([
    { partner_id: prt, owed: '138.00', days_30: '44.00', oldest_due_on: '2026-02-15' },
  ]);
  for (const path of ['/ageing', '/ageing/sums', '/ageing/export']) {
    expect((await support.get(path)).status, path).toBe(403);
  }
});

test('the PDF says when it is due, and the CSV of documents what is open', async () => {
  const [, first] = await documents();
  const pdf = await pdfOf(first?.id);
  expect(pdf).toContain('2026-02-15');
  expect(pdf).not.toContain('2026-02-15: nothing is to be paid');
  const { text } = await owner.get('/documents/export');
  expect(parse(text, { columns: true })).toMatchObject([
    { due_on: '2026-03-11', unpaid: '47.00', state: 'open' },
    { due_on: '2026-02-15', unpaid: '44.00', state: 'overdue' },
  ]);
});

test('a business is reminded once of each invoice, also by two processes', async () => {
  const sent = await Promise.all([remind(), remind()]);
  expect(sent.toSorted()).toEqual([0, 1]);
  expect(await remind()).toBe(0);
  const told = () =>
    shop.rows<{ sentence: string }>(
      "SELECT text AS sentence FROM identity.notifications WHERE kind = 'document.overdue' ORDER BY notification_id",
    );
  const [only, ...more] = await told();
  expect(only?.sentence).toContain('was due on 15 February 2026, and 44.00 USD of it is not paid');
  expect(more).toEqual([]);
  // Overdue since midnight of the next day.
  await goTo('2026-03-11T23:59:00Z');
  expect(await remind()).toBe(0);
  await goTo('2026-03-12T00:00:00Z');
  expect(await remind()).toBe(1);
  expect(await told()).toHaveLength(2);
});

test('a refund lowers what its order or its invoice has left, before the credit note as after it', async () => {
  const latest = await order(1);
  const codes = await shop.call<{ data: { code: string }[] }>(
    'GET',
    `/orders/${latest?.id}/codes`,
    {
      key,
    },
  );
  const body = { order_id: latest?.id, codes: [codes.body.data[0]?.code] };
  const filed = await shop.call<{ id: string }>('POST', '/claims', {
    key,
    body: { ...body, reason: 'invalid', description: 'Dead.' },
  });
  expect(filed.status, filed.text).toBe(201);
  await decide(shop, filed.body.id, 'refunded');
  expect(await figures()).toMatchObject({
    ...{ owed: '138.00', uninvoiced: '47.00', days_30: '91.00' },
  });
  await goTo('2026-04-01T02:00:00Z');
  expect(await figures()).toMatchObject({
    ...{ owed: '138.00', uninvoiced: '0.00', not_due: '47.00', days_30: '47.00' },
    ...{ days_60: '44.00', overdue: '91.00' },
  });
  expect((await documents()).filter(({ state }) => state !== 'settled')).toHaveLength(3);
  expect(await shop.verify()).toEqual([]);
  await shop.deposit(partnerId, '138.00');
  expect(await ageing()).toEqual([]);
  expect((await documents()).every(({ state }) => state === 'settled')).toBe(true);
});

test('a business that orders and returns hides nothing that is overdue', async () => {
  const giveBack = async (id: string, quantity: number) => {
    const path = `/orders/${id}/codes?masked=true`;
    const { data } = (await shop.call<OrderCodeList>('GET', path, { key })).body;
    const body = { codes: data.slice(0, quantity).map((code) => code.id) };
    const returned = await shop.call('POST', `/orders/${id}/returns`, { key, body });
    expect(returned.status, returned.text).toBe(200);
  };
  const overdue = { overdue: '47.00', oldest_due_on: '2026-05-31' };
  await order(1);
  await goTo('2026-05-01T02:00:00Z');
  await goTo('2026-06-02T02:00:00Z');
  expect(await figures()).toMatchObject({ ...overdue, owed: '47.00', uninvoiced: '0.00' });
  await giveBack((await order(3)).id, 3);
  expect(await figures()).toMatchObject({ ...overdue, owed: '47.00', uninvoiced: '0.00' });
  const held = await order(2, { payment: 'hold' });
  await shop.call('POST', `/orders/${held.id}/confirm`, { key });
  await giveBack(held.id, 2);
  expect(await figures()).toMatchObject({ ...overdue, owed: '47.00', uninvoiced: '0.00' });
  expect((await documents()).filter(({ state }) => state === 'overdue')).toHaveLength(1);
  expect(await remind()).toBe(1);
  // It keeps one of two.
  await giveBack((await order(2)).id, 1);
  expect(await figures()).toMatchObject({ ...overdue, owed: '94.00', uninvoiced: '47.00' });
  // It orders on the last day of a month, and returns on the first of the next.
  await goTo('2026-06-30T20:00:00Z');
  const last = await order(2);
  await goTo('2026-07-01T02:00:00Z');
  await giveBack(last.id, 2);
  expect(await figures()).toMatchObject({
    ...{ ...overdue, owed: '94.00', uninvoiced: '0.00', not_due: '47.00' },
  });
  expect(await shop.verify()).toEqual([]);
});

test('what is on no invoice is the same by pages of any size', async () => {
  const rows = await shop.rows<{ page: number; charged: number; right: number }>(
    `SELECT n AS page, u.o_charged AS charged,
            (SELECT -sum(p.amount)::bigint FROM ledger.postings p JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
              WHERE p.account_id = a.account_id AND t.kind IN ('order', 'refund', 'return')
                 OR p.account_id = h.account_id AND t.kind = 'capture') AS right
       FROM ledger.accounts a JOIN ledger.accounts h ON h.tenant_id = a.tenant_id AND h.kind = 'held',
            generate_series(1, 40) n
      CROSS JOIN LATERAL invoicing.uninvoiced(a.account_id, h.account_id, '{0,0}', 1000000, n) u
      WHERE a.kind = 'available' AND a.tenant_id = (SELECT min(o.tenant_id) FROM ledger.owed(NULL) o)`,
  );
  expect(rows).toHaveLength(40);
  expect(rows.filter(({ charged, right }) => charged !== right)).toEqual([]);
});

test('verify sees a debt that is not allotted to the cent', async () => {
  await order(1);
  await shop.rows('ALTER FUNCTION invoicing.age(int[]) RENAME TO age_right');
  await shop.rows(
    `CREATE FUNCTION invoicing.age(p_tenant int[])
     RETURNS TABLE (tenant_id int, currency text, credit_limit bigint, document_id uuid, due_on date, amount bigint) LANGUAGE sql AS $$
       SELECT a.tenant_id, a.currency, a.credit_limit, a.document_id, a.due_on, a.amount - 1 FROM invoicing.age_right(p_tenant) a $$`,
  );
  expect(await shop.verify()).toEqual([expect.stringMatching(/^D5: tenant \d+$/)]);
  const { agrees } = await bodyOf(clock, finance.get<AgeingSums>('/ageing/sums'));
  expect(agrees).toBe(false);
});

test('a small debt costs its own orders, not those of the month', async () => {
  const [own] = await shop.rows<{ available: number; held: number; sales: number }>(
    `SELECT a.account_id AS available, h.account_id AS held, s.account_id AS sales
       FROM ledger.accounts a JOIN ledger.accounts h ON h.tenant_id = a.tenant_id AND h.kind = 'held'
       JOIN ledger.accounts s ON s.kind = 'sales' AND s.mode = a.mode AND s.currency = a.currency
      WHERE a.kind = 'available' AND a.tenant_id = (SELECT min(o.tenant_id) FROM ledger.owed(NULL) o)`,
  );
  const pagesRead = async (owed: number) => {
    const [plan] = await shop.rows<{ 'QUERY PLAN': [{ Plan: { 'Shared Hit Blocks': number } }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)
       SELECT * FROM invoicing.uninvoiced(${own?.available}, ${own?.held}, '{0,0}', ${owed}, 64)`,
    );
    return plan?.['QUERY PLAN'][0].Plan['Shared Hit Blocks'] ?? 0;
  };
  await shop.rows(
    `SELECT ledger.post($1, array_fill('order'::text, ARRAY[2000]), ARRAY(SELECT gen_random_uuid() FROM generate_series(1, 2000)),
       array_fill($2::int, ARRAY[2000]), array_fill($3::int, ARRAY[2000]), array_fill(1::bigint, ARRAY[2000]))`,
    [clock.now(), own?.available, own?.sales],
  );
  // Both are planned.
  await pagesRead(1);
  const [small, large] = [await pagesRead(10), await pagesRead(1_000_000)];
  expect(large).toBeGreaterThan(4_000);
  expect(small).toBeLessThan(large / 10);
});
