/**
 * Guards money in a real browser: a payment shows on open pages from when staff see it until it is credited, and moves the
 * balance, without a reload; the invoice and the credit note of a month are downloaded, and their sums are those of the
 * statement.
 */
import { readFile } from 'node:fs/promises';
import type { Transaction } from '@psnb2b/contract';
import {
  bodyOf,
  buy,
  decide,
  file,
  parseId,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, openDesk, type Person } from './rig/desk.ts';

type Made = { readonly id: string };

const AN_HOUR = 3_600_000;
const ADDRESS = {
  ...{ line1: 'Hafenstraße 1', line2: null, city: 'Kiel', state: null, postal_code: '24103' },
  country: 'DE',
};
let desk: Desk;
let owner: Visitor;
let admin: Visitor;
let finance: Visitor;
let partnerId: string;
let person: Person;
const well = <Body>(work: Parameters<typeof bodyOf<Body>>[1]) => bodyOf<Body>(desk.clock, work);

beforeAll(async () => {
  desk = await openDesk();
  const { shop, clock } = desk;
  clock.advance(lastEveningOf(clock.now()));
  await shop.stock({ codes: 4 });
  const signed = await signUp(shop, 'Nordlicht Handel');
  owner = signed.visitor;
  partnerId = signed.partnerId;
  await shop.change(parseId('prt', partnerId) ?? '', { approved: true });
  admin = (await staff(shop, 'admin')).visitor;
  finance = (await staff(shop, 'finance')).visitor;
  for (const each of [admin, finance]) await stepUp(clock, each);
  person = await comeIn(desk, owner);
});
afterAll(() => desk[Symbol.asyncDispose]());

/** How long it is until six hours before the end of a month, in milliseconds. */
function lastEveningOf(now: Date): number {
  const next = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 1);
  return next - 6 * AN_HOUR - now.getTime();
}

test('a payment is seen, then credited, on pages that stay open', async () => {
  const account = {
    ...{ holder: 'Codes Wholesale GmbH', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' },
    ...{ bank: 'Example Bank', currency: 'USD', usual_time: '1 working day' },
  };
  const method = await well<Made>(finance.post('/deposit-methods/bank-transfers', account));
  await well(admin.post(`/deposit-methods/${method.id}/confirm`, { addresses: 0 }));
  const { page } = person;
  await page.goto(`${desk.shop.url}/portal/balance/top-up`);
  await page
    .getByText(/^RF\d\d/)
    .first()
    .waitFor();
  await page.getByText('No payments yet').waitFor();
  const other = await page.context().newPage();
  await other.goto(`${desk.shop.url}/portal/balance`);
  await other.getByText('No transactions yet').waitFor();

  const payment = { partner_id: partnerId, method_id: method.id, reference: '2026112400017' };
  const amounts = { sent_amount: '1000.00', amount: '1000.00' };
  const { id } = await well<Made>(finance.post('/deposits', { ...payment, ...amounts }));
  await page.getByRole('cell', { name: /^Seen/ }).waitFor();
  await well(admin.post(`/deposits/${id}/credit`, {}));
  await page.getByRole('cell', { name: /^Credited/ }).waitFor();
  await other.getByText('1,000.00').first().waitFor();
  await other.close();
});

test('an invoice and a credit note are downloaded, and add up to the statement', async () => {
  const { shop, clock } = desk;
  const { text: key } = await shop.key(parseId('prt', partnerId) ?? '');
  const { order, codes } = await buy(shop, key, 3);
  const claim = await file(shop, key, order.id, [codes[0]?.id]);
  await decide(shop, claim.body.id, 'refunded', 'staff:ann');
  const company = { name: 'Codes', legal_name: 'Codes Wholesale GmbH', address: ADDRESS };
  const silent = { registration_number: null, tax_number: null, website: null, brand_colour: null };
  const shopSet = { ...company, ...silent, tax_percent: null, tax_note: null, time_zone: null };
  await well(admin.call('PUT', '/shop', { body: shopSet }));
  const unsaid = { trading_name: null, registration_number: null, tax_id: null, website: null };
  const named = {
    ...{ ...unsaid, sells_to: null, monthly_volume: null, owners: [], representative: null },
    ...{ legal_name: 'Nordlicht Handel GmbH', address: ADDRESS },
  };
  await well(owner.call('PUT', '/business', { body: named }));
  clock.advance(8 * AN_HOUR);
  // Staff are signed out after hours without a call.
  const { visitor: colleague } = await staff(shop, 'finance');
  await stepUp(clock, colleague);
  await well(colleague.post('/documents/issue'));

  const { page } = person;
  await page.goto(`${shop.url}/portal/balance/documents`);
  const download = async (name: RegExp) => {
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name }).click();
    return readFile(await (await file).path());
  };
  expect((await download(/^PDF of INV-/)).subarray(0, 5).toString()).toBe('%PDF-');
  const sums = { invoice: sumOf(await download(/^CSV of INV-/)), credit: 0 };
  sums.credit = sumOf(await download(/^CSV of (?!INV-)/));
  const { data } = await well<{ data: Transaction[] }>(owner.get('/transactions'));
  const moved = (type: Transaction['type']) =>
    Math.abs(
      data
        .filter((each) => each.type === type)
        .reduce((sum, { amount }) => sum + Number(amount), 0),
    );
  expect(sums).toEqual({ invoice: moved('order'), credit: moved('refund') });
  expect(sums.invoice).toBe(Number(order.total));
  expect(person.faults).toEqual([]);
});

/** Adds up the amounts of a document's lines. */
function sumOf(csv: Buffer): number {
  const [head = '', ...lines] = csv.toString('utf8').trim().split(/\r?\n/);
  const at = head.split(',').indexOf('amount');
  return lines.reduce((sum, line) => sum + Number(line.split(',')[at]), 0);
}
