/**
 * Guards what a business does from its first payment to the documents of its month, in one real browser: a payment shows on open pages from when
 * staff see it until it is credited, and moves the balance, without a reload; three lines are bought of which one is refused and corrected; codes
 * are revealed, copied, returned, claimed with a screenshot and replaced; a hold is confirmed; files are exported. A developer registers an
 * endpoint, copies its secret, which no page shows again, and sends a test; a failing delivery is seen with its reason and is delivered by a later
 * attempt while its pages are open; it is sent again by hand. The request log shows which calls a limit refused, and when the next was free. The
 * invoice and the credit note of the month add up to the statement.
 * The reference, the range replay and the documents are reached with the keyboard alone.
 */
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Order, Transaction } from '@psnb2b/contract';
import {
  answer,
  bodyOf,
  decide,
  openReceiver,
  parseId,
  sendWebhooks,
  signUp,
  staff,
  stepUp,
  type Visitor,
  type WebhookReceiver,
} from '@psnb2b/server/testkit';
import { pngOf } from '@psnb2b/server/testkit/png';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tabTo } from './rig/by-keyboard.ts';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';
import { visit } from './rig/walk.ts';

type Made = { readonly id: string };

const AN_HOUR = 3_600_000;
const RETRY_MS = 600_000;
const ADDRESS = {
  ...{ line1: 'Hafenstraße 1', line2: null, city: 'Kiel', state: null, postal_code: '24103' },
  country: 'DE',
};
let desk: Desk;
let owner: Visitor;
let admin: Visitor;
let finance: Visitor;
/** `prt_…`, and as a uuid. */
let partnerId: string;
let partnerUuid: string;
let receiver: WebhookReceiver;
/** The codes of US 50. */
let texts: readonly string[];
let person: Person;
const well = <Body>(work: Parameters<typeof bodyOf<Body>>[1]) => bodyOf<Body>(desk.clock, work);

beforeAll(async () => {
  desk = await openDesk({ ALLOW_PRIVATE_WEBHOOKS: 'true' });
  receiver = await openReceiver();
  const { shop, clock } = desk;
  clock.advance(lastEveningOf(clock.now()));
  ({ codes: texts } = await shop.stock({ codes: 9 }));
  await shop.stock({ denomination: 20, codes: 4 });
  await shop.stock({ denomination: 10, codes: 3 });
  const signed = await signUp(shop, 'Nordlicht Handel');
  owner = signed.visitor;
  partnerId = signed.partnerId;
  partnerUuid = parseId('prt', partnerId) ?? '';
  await shop.change(partnerUuid, { approved: true });
  admin = (await staff(shop, 'admin')).visitor;
  finance = (await staff(shop, 'finance')).visitor;
  for (const each of [admin, finance]) await stepUp(clock, each);
  person = await comeIn(desk, owner);
});
afterAll(async () => {
  await receiver[Symbol.asyncDispose]();
  await desk[Symbol.asyncDispose]();
});

/** How long it is until six hours before the end of a month, in milliseconds. */
function lastEveningOf(now: Date): number {
  const next = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 1);
  return next - 6 * AN_HOUR - now.getTime();
}

/** Tabs to a target, where it is seen that it has the focus, and presses a key there. */
async function press(target: Locator, key = 'Enter'): Promise<void> {
  await target.waitFor({ state: 'attached' });
  expect(await tabTo(person.page, target)).toEqual([]);
  await person.page.keyboard.press(key);
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
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await press(page.getByRole('button', { name: 'Copy Your reference' }));
  await expect
    .poll(() => page.evaluate<string>('navigator.clipboard.readText()'))
    .toMatch(/^RF\d{2}\d+$/);
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

test('three lines are bought of which one is refused and corrected; codes are revealed, copied, returned, claimed and replaced', async () => {
  const { page, context } = person;
  const { shop } = desk;
  const act = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const tick = (number: number) =>
    page.getByRole('checkbox', { name: `Choose code ${number}`, exact: true });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await stepUp(desk.clock, owner);
  await visit(desk, person, '/portal/buy');
  await page.getByLabel('Quantity of US 50 USD').fill('4');
  await page.getByLabel('Quantity of US 20 USD').fill('7');
  await page.getByLabel('Quantity of US 10 USD').fill('2');
  await page.getByLabel('Your number for this purchase').fill('PO-7');
  await act('Buy 3 lines for 340.00 USD').click();
  await page.getByText('2 lines bought; 1 line not.').waitFor();
  await act('Buy the 4 there are').click();
  await act('Buy the remaining 1 line for 76.00 USD').click();
  await page.getByText('3 lines bought.').waitFor();

  await page.getByRole('link', { name: 'US 50 × 4' }).click();
  await act('Reveal code 1').click();
  await act('Reveal 1 code').click();
  await page.getByText('Codes are hidden again').waitFor();
  await act('Copy 1 code').click();
  await page.getByText('Clear your clipboard').waitFor();
  expect(texts).toContain(await page.evaluate('navigator.clipboard.readText()'));
  await tick(2).check();
  await act('Return 1 code').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Return 1 code' }).click();
  await page.getByText('Returned', { exact: true }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await tick(3).check();
  await tick(4).check();
  await act('Claim 2 codes').click();
  await page.getByText('2 codes chosen').waitFor();
  await page.getByLabel('Invalid').check();
  await page.getByLabel('What happened').fill('The store refuses them.');
  await act('File the claim').click();
  await page.getByRole('heading', { level: 1, name: 'Invalid · 2 codes' }).waitFor();
  const screenshot = { name: 'store.png', mimeType: 'image/png', buffer: pngOf(40, 20) };
  await page.getByLabel('Add evidence').setInputFiles(screenshot);
  await page.getByText('Provided', { exact: true }).waitFor();
  await decide(shop, new URL(page.url()).pathname.split('/').at(-1) ?? '', 'replaced');
  await act('Copy the replacement').nth(1).waitFor();
  expect(person.faults).toEqual([]);
});

test('a hold is confirmed, its codes are read into a file, and the list of orders is exported', async () => {
  const { page } = person;
  const { text: key } = await desk.shop.key(partnerUuid);
  const hold = { region: 'US', denomination: 50, quantity: 2, reference: 'PO-8', payment: 'hold' };
  const { body: held } = await desk.shop.call<Order>('POST', '/orders', { key, body: hold });
  const saved = async (act: () => Promise<void>) => {
    const download = page.waitForEvent('download');
    await act();
    return readFile(await (await download).path(), 'utf8');
  };
  await visit(desk, person, `/portal/orders/${held.id}`);
  await page.getByText('Waits for your confirmation').first().waitFor();
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click();
  await page.getByRole('button', { name: 'CSV of all codes' }).click();
  const file = await saved(() => page.getByRole('button', { name: 'Read and download' }).click());
  const lines = file.trimEnd().split('\r\n').slice(1);
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(texts).toContain(line.split(',')[1]);
  await page.getByText('Read', { exact: true }).nth(1).waitFor();
  await visit(desk, person, '/portal/orders');
  const list = await saved(() => page.getByRole('link', { name: 'Export as CSV' }).click());
  expect(list).toMatch(/PO-8,.*delivered/);
  for (const code of texts) expect(list).not.toContain(code);
});

test('an endpoint from its registration to a delivery that is sent again', async () => {
  const { page } = person;
  const found: string[] = [];
  const act = (name: string) => page.getByRole('button', { name, exact: true });

  await visit(desk, person, '/portal/developers/webhooks?mode=test');
  await act('Register an endpoint').first().click();
  const form = page.getByRole('dialog', { name: 'Register a test endpoint' });
  await form.getByRole('textbox', { name: 'URL' }).fill('ftp://shop.example');
  await form.getByText('must begin with https://').waitFor();
  found.push(...(await lookAt(person, 'portal-webhook-register')));
  await form.getByRole('textbox', { name: 'URL' }).fill(receiver.url);
  await form.getByRole('textbox', { name: 'What it is for' }).fill('The shop');
  await form.getByRole('button', { name: 'Register an endpoint' }).click();
  const shown = page.getByRole('status', { name: 'Signing secret of your endpoint' });
  const secret = (await shown.textContent()) ?? '';
  expect(secret).toMatch(/^whsec_/);
  await page.getByText('timingSafeEqual').first().waitFor();
  found.push(...(await lookAt(person, 'portal-webhook-shown')));
  await act('I have saved it').click();

  await act('Send test').click();
  await page.getByText(/Your server answered 200 in [0-9,]+ ms; the body was 0 bytes/).waitFor();
  expect(await page.content()).not.toContain(secret);
  const { body = '', headers } = receiver.received[0] ?? {};
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  expect(headers?.['x-psnb2b-signature']).toBe(signature);

  receiver.behaviour = answer(500, { server: 'nginx' }, 'broken');
  // Attempts of one millisecond have no order.
  desk.clock.advance(1_000);
  const endpoint = new URL(page.url()).pathname.split('/').at(-1);
  const { text: key } = await desk.shop.key(partnerUuid, { mode: 'test', scopes: ['webhooks'] });
  await desk.shop.call('POST', `/webhook_endpoints/${endpoint}/test`, { key });
  await sendWebhooks(desk.shop);
  await visit(desk, person, '/portal/developers/deliveries?mode=test&status=waiting');
  await page.getByText('500: Your server did not answer with 2xx').waitFor();
  await page.getByText('1 of 14').waitFor();
  // The page follows the next attempt by itself.
  desk.clock.advance(RETRY_MS);
  await sendWebhooks(desk.shop);
  await page.getByText('2 of 14').waitFor();
  await page.getByRole('main').getByRole('link', { name: /^Test/ }).click();
  await page.getByText('server: nginx').first().waitFor();
  await act('Copy the request as a curl command, without signatures').waitFor();
  receiver.behaviour = answer(200);
  desk.clock.advance(RETRY_MS);
  await sendWebhooks(desk.shop);
  await page.getByText('Delivered', { exact: true }).waitFor();
  const bodies = receiver.received.slice(1).map((each) => each.event.id);
  expect(bodies).toEqual([bodies[0], bodies[0], bodies[0]]);
  await act('Send again').click();
  await page.getByText('The event is queued.').waitFor();
  await sendWebhooks(desk.shop);
  await page.reload();
  await page.getByRole('list', { name: 'Attempts' }).getByText('200').nth(1).waitFor();
  found.push(...(await lookAt(person, 'portal-webhook-event')));
  // With the keyboard alone: all events of a time again.
  await visit(desk, person, `/portal/developers/webhooks/${endpoint}?mode=test`);
  await press(page.getByRole('radio', { name: 'Recover failed' }), 'ArrowRight');
  const again = /^Send \d+ events? again$/;
  await press(page.getByRole('button', { name: again }));
  await press(page.getByRole('dialog').getByRole('button', { name: again }));
  await page.getByText(/^\d+ events? (is|are) queued;/).waitFor();
  const before = receiver.received.length;
  await sendWebhooks(desk.shop);
  expect(receiver.received.slice(before).map((each) => each.event.id)).toContain(bodies[0]);
  expect(found).toEqual([]);
  expect(person.faults).toEqual([]);
});

test('the request log says which calls a limit refused, and when the next was free', async () => {
  const { shop } = desk;
  const { page } = person;
  const { text: key } = await shop.key(partnerUuid, { mode: 'test', requestsPerMinute: 2 });
  const answers = [];
  for (let turn = 0; turn < 4; turn += 1) {
    answers.push((await shop.call('GET', '/balance', { key })).status);
    desk.clock.advance(1_000);
  }
  expect(answers).toEqual([200, 200, 429, 429]);
  await shop.app.requestLog.flush();
  await visit(desk, person, '/portal/developers/requests?mode=test');
  await page.getByText('2 ×', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'GET /balance' }).first().click();
  await page.waitForURL(/error_code=rate_limited/);
  await page.getByRole('cell', { name: '429 rate_limited' }).first().waitFor();
  const found = await lookAt(person, 'portal-requests-limited');
  await page.getByRole('table', { name: 'Calls' }).getByRole('link').last().click();
  await page.getByText('The 2 requests that any 60 seconds may have were used up.').waitFor();
  await page.getByText(/The next was free at .*:\d\d:\d\d/).waitFor();
  await page.getByText('1.0 s later').waitFor();
  found.push(...(await lookAt(person, 'portal-request-limited')));
  await page.getByRole('link', { name: 'rate_limited: What it means' }).click();
  await page.waitForURL('**/docs/errors/rate_limited');
  expect(found).toEqual([]);
  expect(person.faults).toEqual([]);
});

test('an invoice and a credit note are downloaded, and add up to the statement', async () => {
  const { shop, clock } = desk;
  const company = { name: 'Codes', legal_name: 'Codes Wholesale GmbH', address: ADDRESS };
  const silent = { registration_number: null, tax_number: null, website: null, brand_colour: null };
  const shopSet = { ...company, ...silent, tax_percent: null, tax_note: null, time_zone: null };
  await stepUp(clock, admin);
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
    await press(page.getByRole('link', { name }));
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
  expect(sums).toEqual({ invoice: moved('order'), credit: moved('return') });
  expect(sums).toEqual({ invoice: 283 + 94, credit: 47 });
  expect(person.faults).toEqual([]);
});

/** Adds up the amounts of a document's lines. */
function sumOf(csv: Buffer): number {
  const [head = '', ...lines] = csv.toString('utf8').trim().split(/\r?\n/);
  const at = head.split(',').indexOf('amount');
  return lines.reduce((sum, line) => sum + Number(line.split(',')[at]), 0);
}
