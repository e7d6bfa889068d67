/**
 * Guards: staff issue what is due in the console, and see who waits for what; the partner's finance people read, print and download their own
 * documents, whose figures are those of the orders. Another business's document reads as not existing.
 */
import {
  type BillingDocument,
  documentListCsvColumns,
  type IssueRun,
  type Order,
  type Statement,
  type TransactionList,
  type WaitingDocuments,
} from '@psnb2b/contract';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeLogo, changeShop } from '../../src/acts/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import { approvePartner, emptyProfile } from '../../src/partners/index.ts';
import { logoOf } from '../../src/shop/index.ts';
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
import { pngOf } from '../../testkit/png.ts';

const clock = drivenClock(new Date('2026-03-31T12:00:00Z'));
let shop: Shop;
let owner: Visitor;
let buyer: Visitor;
let developer: Visitor;
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
  developer = (await colleague(shop, owner, 'developer')).visitor;
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

async function fileOf(app: 'portal' | 'console', { cookies }: Visitor, path: string) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(`${shop.url}/${app}/api${path}`, { headers: { cookie } });
  expect(response.status, path).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

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
        ...{
          tax_number: null,
          brand_colour: null,
          tax_percent: null,
          tax_note: null,
          time_zone: null,
        },
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
  const [page = ''] = pdfText(await fileOf('portal', owner, `/documents/${invoice?.id}/pdf`));
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

test('a part of a number finds a document', async () => {
  const found = async (q: string, by = owner) =>
    (await bodyOf(clock, by.get<{ data: BillingDocument[] }>(`/documents?q=${q}`))).data.map(
      ({ number }) => number,
    );
  for (const q of ['inv-2026-0', '00001', 'INV-2026-00001']) {
    expect(await found(q)).toEqual(['INV-2026-00001']);
    expect(await found(q, finance)).toEqual(['INV-2026-00001']);
    expect(await found(q, stranger)).toEqual([]);
  }
  expect(await found('CN')).toEqual([]);
});

test('the documents of a year are one archive, of the same files', async () => {
  const [invoice] = await own();
  const pdf = await fileOf('portal', owner, `/documents/${invoice?.id}/pdf`);
  const csv = await fileOf('portal', owner, `/documents/${invoice?.id}/csv`);
  const files = [
    ['INV-2026-00001.pdf', pdf],
    ['INV-2026-00001.csv', csv],
  ];
  const unzipped = (archive: Buffer) =>
    Object.entries(unzipSync(archive)).map(([name, data]) => [name, Buffer.from(data)]);
  expect(unzipped(await fileOf('portal', owner, '/documents/zip?year=2026'))).toEqual(files);
  const lines = (await owner.get('/documents/export?kind=invoice')).text.trim().split('\r\n');
  expect(lines).toEqual([
    documentListCsvColumns.join(','),
    expect.stringMatching(
      new RegExp(`^INV-2026-00001,invoice,.*,${invoice?.total},USD,2026-04-15,0.00,settled$`),
    ),
  ]);
  const { partner } = await bodyOf(
    clock,
    finance.get<{ data: { partner: { id: string } }[] }>('/documents?year=2026'),
  ).then(({ data }) => data[0] ?? { partner: { id: '' } });
  const all = unzipped(await fileOf('console', finance, '/documents/zip?year=2026'));
  expect(all).toEqual(files.map(([name, data]) => [`Ромашка ${partner.id}/${name}`, data]));
  expect(await codeOf(owner.get('/documents/zip?year=2025'))).toBe('not_found');
  expect(await codeOf(finance.get('/documents?year=2025'))).toBeUndefined();
});

test('the statement in print has every line between both balances, and the same sums as on its page', async () => {
  const sums = await bodyOf(clock, owner.get<Statement>('/statement?month=2026-03'));
  const [page = '', ...more] = pdfText(
    await fileOf('portal', owner, '/statement/pdf?month=2026-03'),
  );
  expect(more).toEqual([]);
  expect(sums).toMatchObject({ opening: '0.00', in: '1000.00', out: order.total });
  for (const text of [
    ...['Statement', '2026-03-01 to 2026-03-31 (UTC)', 'Codes AG', 'ТОВ Ромашка'],
    ...['Order, 2 codes', order.id, 'PO-7', `-${order.total}`, 'Deposit', '1,000.00', '1 / 1'],
    ...[`${sums.closing} USD`, '1,000.00 USD'],
  ]) {
    expect(page).toContain(text);
  }
  const [empty = ''] = pdfText(await fileOf('portal', stranger, '/statement/pdf'));
  expect(empty).toContain('Stranger');
  expect(empty).toContain('All time');
  const [test = ''] = pdfText(await fileOf('portal', owner, '/statement/pdf?mode=test'));
  expect(test).toContain('Statement of test money');
});

test('a logo is on what is printed from then on, and no issued document changes', async () => {
  const [invoice] = await own();
  const pdf = () => fileOf('portal', owner, `/documents/${invoice?.id}/pdf`);
  const before = await pdf();
  const bytes = pngOf(120, 40);
  const logo = logoOf({ kind: 'png', width: 120, height: 40, bytes });
  await shop.app.database.transaction((tx) => changeLogo(tx, logo, by()));
  expect((await pdf()).equals(before)).toBe(true);
  const statement = await fileOf('portal', owner, '/statement/pdf');
  expect(statement.includes('/Subtype /Image')).toBe(true);
  await shop.app.database.transaction((tx) => changeLogo(tx, null, by()));
  expect((await fileOf('portal', owner, '/statement/pdf')).includes('/Subtype /Image')).toBe(false);
});

test('a deposit of the statement is found in the list of deposits', async () => {
  const { data } = await bodyOf(clock, owner.get<TransactionList>('/transactions?type=deposit'));
  const id = data[0]?.deposit_id;
  const found = (path: string, by = owner) =>
    bodyOf(clock, by.get<{ data: { id: string }[] }>(path)).then((list) =>
      list.data.map((each) => each.id),
    );
  expect(await found(`/deposits?deposit_id=${id}`)).toEqual([id]);
  expect(await found('/deposits?deposit_id=dep_0')).toEqual([]);
  expect(await found(`/deposits?deposit_id=${id}`, stranger)).toEqual([]);
});

test("another business's document does not exist; a buyer sees those of the business, and a developer none", async () => {
  const [invoice] = await own();
  for (const path of ['', '/pdf', '/csv']) {
    expect(await codeOf(stranger.get(`/documents/${invoice?.id}${path}`))).toBe('not_found');
  }
  expect(await own(stranger)).toEqual([]);
  expect(await own(buyer)).toEqual(await own(owner));
  expect(await codeOf(developer.get('/documents'))).toBe('role_missing');
  const { body } = await owner.get<{ data: { kind: string; path: string }[] }>('/notifications');
  expect(body.data[0]).toMatchObject({ kind: 'documents.issued', path: '/balance/documents' });
});
