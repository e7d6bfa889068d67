/**
 * Guards: staff issue what is due in the console, and see who waits for what; the partner's finance people read, print and download their own
 * documents, whose figures are those of the orders. Another business's document reads as not existing.
 */
import type { BillingDocument, IssueRun, Order, WaitingDocuments } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeShop } from '../../src/acts/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import { approvePartner, emptyProfile } from '../../src/partners/index.ts';
import {
  bodyOf,
  codeOf,
  colleague,
  drivenClock,
  openShop,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';
import { pdfText } from '../../testkit/pdf-text.ts';

const clock = drivenClock(new Date('2026-03-31T12:00:00Z'));
let shop: Shop;
let owner: Visitor;
let buyer: Visitor;
let stranger: Visitor;
let finance: Visitor;
let order: Order;
const by = () => ({ actor: 'operator:test', at: clock.now() });
const address = {
  ...{ line1: 'Вулиця 1', line2: null, city: 'Київ', state: null, postal_code: '1', country: 'UA' },
};

beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.stock({ codes: 5 });
  const signed = await signUp(shop, 'Ромашка');
  owner = signed.visitor;
  buyer = (await colleague(shop, owner, 'buyer')).visitor;
  stranger = (await signUp(shop, 'Stranger')).visitor;
  const partnerId = parseId('prt', signed.partnerId) ?? '';
  await shop.app.database.transaction((tx) => approvePartner(tx, shop.app, partnerId, by()));
  await shop.settle();
  await shop.deposit(partnerId, '1000.00');
  const { text: key } = await shop.key(partnerId);
  const body = { region: 'US', denomination: 50, quantity: 2, reference: 'PO-7' };
  order = (await shop.call<Order>('POST', '/orders', { key, body })).body;
  clock.advance(14 * 60 * 60 * 1000);
  finance = (await staff(shop, 'finance')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());

const issue = () => bodyOf(clock, finance.post<IssueRun>('/documents/issue'));
const own = async (by = owner) =>
  (await bodyOf(clock, by.get<{ data: BillingDocument[] }>('/documents'))).data;

test('what waits says for what, and follows once nothing is missing', async () => {
  await stepUp(clock, finance);
  expect(await issue()).toMatchObject({
    count: 0,
    waiting: { partners: [{ waits_for: 'company' }] },
  });
  const company = { ...emptyProfile, name: 'Codes', legal_name: 'Codes AG', address };
  const { name, legal_name, website, registration_number } = company;
  await shop.app.database.transaction((tx) =>
    changeShop(
      tx,
      {
        ...{ name, legal_name, address, website, registration_number },
        ...{ tax_number: null, brand_colour: null, tax_percent: null, tax_note: null },
      },
      by(),
    ),
  );
  expect(await issue()).toMatchObject({ waiting: { partners: [{ waits_for: 'address' }] } });
  const profile = (legal: string) =>
    owner.call('PUT', '/business', { body: { ...emptyProfile, legal_name: legal, address } });
  await profile('中国公司');
  expect(await issue()).toMatchObject({
    waiting: { last_month: '2026-03', partners: [{ waits_for: 'letters', month: '2026-03' }] },
  });
  await profile('ТОВ Ромашка');
  expect(await issue()).toMatchObject({
    ...{ count: 1, complete: true, waiting: { partners: [] } },
    issued: [{ number: 'INV-2026-00001', partner: { name: 'Ромашка' } }],
  });
  expect(await issue()).toMatchObject({ count: 0 });
  expect(await bodyOf(clock, finance.get<WaitingDocuments>('/documents/waiting'))).toMatchObject({
    partners: [],
  });
});

test('the figures are those of the order, in the list, in print and in the file', async () => {
  const [invoice] = await own();
  expect(invoice).toMatchObject({
    kind: 'invoice',
    month: '2026-03',
    total: order.total,
    lines: 1,
  });
  const printed = await owner.call('GET', `/documents/${invoice?.id}/pdf`);
  expect(printed.headers.get('content-type')).toBe('application/pdf');
  expect(printed.headers.get('content-disposition')).toContain('INV-2026-00001.pdf');
  const csv = await owner.call('GET', `/documents/${invoice?.id}/csv`);
  expect(csv.text.split('\n')[1]).toMatch(
    new RegExp(`^INV-2026-00001,.*,order,${order.id},,PO-7,PSN-US-50,2,.*,${order.total},USD`),
  );
  const staffs = await finance.call('GET', `/documents/${invoice?.id}/csv`);
  expect(staffs.text).toBe(csv.text);
  const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(`${shop.url}/portal/api/documents/${invoice?.id}/pdf`, {
    headers: { cookie },
  });
  const [page = ''] = pdfText(Buffer.from(await response.arrayBuffer()));
  for (const text of [
    'Codes AG',
    'ТОВ Ромашка',
    'Київ',
    'Ukraine',
    order.id,
    `${order.total} USD`,
  ]) {
    expect(page).toContain(text);
  }
});

test("another business's document does not exist, and a buyer is not shown any", async () => {
  const [invoice] = await own();
  for (const path of ['', '/pdf', '/csv']) {
    expect(await codeOf(stranger.get(`/documents/${invoice?.id}${path}`))).toBe('not_found');
  }
  expect(await own(stranger)).toEqual([]);
  expect(await codeOf(buyer.get('/documents'))).toBe('role_missing');
  const { body } = await owner.get<{ data: { kind: string; path: string }[] }>('/notifications');
  expect(body.data[0]).toMatchObject({ kind: 'documents.issued', path: '/balance/documents' });
});
