/**
 * Guards a claim from both sides, in a real browser: a partner files it, adds evidence, gets a question and answers it,
 * and sees which code replaces the bad one. Typed texts and file names are escaped; no code is shown in the clear. A
 * read-only person sees no buttons, and the API refuses.
 */
import type { PortalClaim } from '@psnb2b/contract';
import {
  buy,
  codeOf,
  colleague,
  signUp,
  smallFile,
  staff,
  type Visitor,
} from '@psnb2b/server/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';

const HOSTILE = `<img src=x onerror="document.title='broken in'">`;
const HOSTILE_NAME = '<img src=x onerror=alert(1)>.png';
/** The name under which the server stores it. */
const KEPT_NAME = '_img src=x onerror=alert(1)_.png';
const DAY_MS = 86_400_000;

let desk: Desk;
let owner: Visitor;
let partner: Person;
let agent: Visitor;
let reader: Visitor;
let key: string;
const found: string[] = [];
const look = async (person: Person, name: string) => {
  found.push(...(await lookAt(person, name)));
};

beforeAll(async () => {
  desk = await openDesk();
  const { shop } = desk;
  await shop.stock({ codes: 20 });
  const business = await signUp(shop, 'Nordlicht Handel');
  owner = business.visitor;
  const [row] = await shop.rows<{ id: string }>('SELECT partner_id AS id FROM partners.partners');
  const partnerId = row?.id ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '2000.00');
  key = (await shop.key(partnerId)).text;
  agent = (await staff(shop, 'support')).visitor;
  reader = (await colleague(shop, owner, 'read_only')).visitor;
  partner = await comeIn(desk, owner);
});
afterAll(() => desk[Symbol.asyncDispose]());

async function open({ page }: Person, path: string, heading: string): Promise<void> {
  await page.goto(desk.shop.url + path);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** Starts a claim on an order. */
async function begin({ page }: Person, order: string): Promise<void> {
  await page.goto(`${desk.shop.url}/portal/claims/new`);
  await page
    .locator('input')
    .and(page.getByLabel('Order', { exact: true }))
    .fill(order);
  await page.getByText('PSN-US-50', { exact: true }).waitFor();
}

function oneClaim(): string {
  return new URL(partner.page.url()).pathname.split('/').at(-1) ?? '';
}

test('from a code that does not work to its replacement', async () => {
  const { order, codes } = await buy(desk.shop, key, 3);
  const { page } = partner;
  await open(partner, '/portal/business', 'Business');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.getByRole('button', { name: 'File a claim' }).first().click();
  await page.getByRole('button', { name: 'File the claim' }).click();
  await page.getByText('Enter your order number or the id of the order.').waitFor();
  await begin(partner, order.id);
  for (const { id } of codes.slice(0, 2)) await page.getByRole('checkbox', { name: id }).check();
  await page.getByLabel('Invalid').check();
  await page.getByText('The country of the store in which it was entered.').waitFor();
  await page.getByLabel('What happened').fill(`${HOSTILE} ${codes[0]?.code} is refused.`);
  await look(partner, 'portal-new-claim');
  await page.getByRole('button', { name: 'File the claim' }).click();
  await page.getByRole('heading', { level: 1, name: 'Invalid · 2 codes' }).waitFor();
  await page.getByText(`${HOSTILE} ${codes[0]?.id} is refused.`).waitFor();
  const id = oneClaim();

  await giveEvidence();
  await askAndAnswer(id);
  const replaced = await decide(id, codes[1]?.id ?? '');

  await page.getByText('Rejected', { exact: true }).waitFor();
  await page.getByText(HOSTILE, { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Copy the replacement' }).waitFor();
  await look(partner, 'portal-claim-decided');
  const now = await desk.shop.call<{ data: { id: string; replaces: string | null }[] }>(
    'GET',
    `/orders/${order.id}/codes`,
    { key },
  );
  const won = now.body.data.find(({ replaces }) => replaces === codes[0]?.id);
  expect(replaced).toBe(won?.id);
  expect(await page.getByTitle(won?.id ?? 'none').count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Withdraw the claim' }).count()).toBe(0);
  expect(await page.getByLabel('Your message').count()).toBe(0);
  const content = await page.content();
  for (const { code } of codes) expect(content).not.toContain(code);
  expect(await page.title()).toBe('Invalid · 2 codes · Partner portal');
  expect(found).toEqual([]);
  expect(partner.faults).toEqual([]);
});

/** A file of the wrong type is refused with the reason; a valid one is listed as an attachment. */
async function giveEvidence(): Promise<void> {
  const { page } = partner;
  const field = page.getByLabel('Add evidence');
  const name = HOSTILE_NAME;
  const mimeType = 'image/png';
  await field.setInputFiles({ name, mimeType, buffer: Buffer.from('no picture at all') });
  const refusal = page.getByRole('alert').getByText(/PNG|PDF/);
  await refusal.waitFor();
  await look(partner, 'portal-claim-refused-file');
  await field.setInputFiles({ name, mimeType, buffer: Buffer.from(smallFile('small.png')) });
  await page.getByText('Provided', { exact: true }).waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: `Download ${KEPT_NAME}` }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe(KEPT_NAME);
  expect(await refusal.count()).toBe(0);
}

/** The reviewer asks; the notification leads to the claim, and the answer returns it to review. */
async function askAndAnswer(id: string): Promise<void> {
  const { page } = partner;
  desk.clock.advance(60_000);
  await agent.post(`/claims/${id}/messages`, { text: `Which store? ${HOSTILE}`, ask: true });
  // What waits for the partner is opened first, and the address says so.
  await open(partner, '/portal/claims', 'Claims');
  await partner.page.waitForURL('**/portal/claims?status=needs_info');
  await page.getByText('Your answer; our deadline is paused').waitFor();
  await look(partner, 'portal-claims');
  await open(partner, '/portal/notifications', 'Notifications');
  await page.getByRole('link', { name: 'Your claim needs an answer from you.' }).click();
  await page.getByText('We need something from you').waitFor();
  await page.getByText(`Which store? ${HOSTILE}`).waitFor();
  await look(partner, 'portal-claim-asked');
  desk.clock.advance(60_000);
  await page.getByLabel('Your answer').fill('The US store.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Under review', { exact: true }).waitFor();
  await expect.poll(() => page.getByLabel('Your message').inputValue()).toBe('');
}

/** One code is replaced, the other rejected; the notification leads to the claim. */
async function decide(id: string, rejected: string): Promise<string | null> {
  desk.clock.advance(60_000);
  const { codes } = (await agent.get<PortalClaim>(`/claims/${id}`)).body;
  const decision = codes.map((code) =>
    code.id === rejected
      ? { id: code.id, resolution: 'rejected', detail: HOSTILE }
      : { id: code.id, resolution: 'replaced' },
  );
  const decided = await agent.post<{ claim: PortalClaim }>(`/claims/${id}/decide`, {
    codes: decision,
  });
  await open(partner, '/portal/notifications', 'Notifications');
  await partner.page.getByRole('link', { name: 'Your claim was approved.' }).click();
  await partner.page.getByText('Approved', { exact: true }).first().waitFor();
  return decided.body.claim.codes.find((code) => code.id !== rejected)?.replacement ?? null;
}

describe('codes that cannot be claimed', () => {
  test('are listed with their reasons, and the claim continues without them', async () => {
    const { order, codes } = await buy(desk.shop, key, 3);
    const { page } = partner;
    const first = { order_id: order.id, reason: 'failed', description: 'Cut off.' };
    const claimed = await owner.post<PortalClaim>('/claims', {
      ...first,
      codes: [codes[0]?.id],
    });
    await begin(partner, order.id);
    expect(await page.getByRole('checkbox', { name: codes[0]?.id ?? '' }).isDisabled()).toBe(true);
    await page.getByText('Paste', { exact: true }).click();
    const lines = [codes[0]?.code, '', 'NO-SUCH-CODE', codes[1]?.code];
    await page.getByLabel('Ids, or the codes themselves').fill(lines.join('\n'));
    await page.getByLabel('Wrong region or value').check();
    await page.getByLabel('What happened').fill('It is for Mexico.');
    await page.getByRole('button', { name: 'File the claim' }).click();
    await page.getByText('Line 3: This code is not in this order.').waitFor();
    await look(partner, 'portal-new-claim-refused');
    await page.getByRole('button', { name: 'Leave it out' }).click();
    await page.getByRole('button', { name: 'File the claim' }).click();
    await page.getByRole('link', { name: claimed.body.id }).waitFor();
    await page.getByRole('button', { name: 'Leave it out' }).click();
    await page.getByRole('button', { name: 'File the claim' }).click();
    await page.getByRole('heading', { level: 1, name: 'Wrong region or value · 1 code' }).waitFor();
    expect(await page.content()).not.toContain(codes[1]?.code);

    await page.getByRole('button', { name: 'Withdraw the claim' }).click();
    const dialog = page.getByRole('dialog', { name: 'Withdraw the claim' });
    await look(partner, 'portal-claim-withdraw');
    await dialog.getByRole('button', { name: 'Withdraw the claim' }).click();
    await page.getByText('Withdrawn', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Withdraw the claim' }).count()).toBe(0);
    expect(found).toEqual([]);
  });

  test('are listed with the end of their window', async () => {
    const { order, codes } = await buy(desk.shop, key, 1);
    const { page } = partner;
    await begin(partner, order.id);
    await page.getByRole('checkbox', { name: codes[0]?.id ?? '' }).check();
    await page.getByLabel('Invalid').check();
    await page.getByLabel('What happened').fill('It is refused.');
    const now = desk.clock.now();
    // A session ends after two days without use.
    for (let days = 0; days < 7; days += 1) {
      desk.clock.advance(DAY_MS);
      expect((await page.request.get(`${desk.shop.url}/portal/api/me`)).status()).toBe(200);
    }
    desk.clock.advance(60_000);
    await page.getByRole('button', { name: 'File the claim' }).click();
    await page.getByText(`${codes[0]?.id} It could be claimed until`).waitFor();
    const closed = await page.getByRole('alert').locator('time').last().getAttribute('datetime');
    expect(closed).toBe(codes[0]?.claimable_until);
    await begin(partner, order.id);
    await page.getByText('Window closed').waitFor();
    desk.clock.set(now);
    expect(partner.faults).toEqual([]);
  });
});

test('a read-only person sees no buttons, and the API refuses', async () => {
  const { order, codes } = await buy(desk.shop, key, 1);
  const claim = { order_id: order.id, codes: [codes[0]?.id], reason: 'invalid' };
  const filed = await owner.post<PortalClaim>('/claims', { ...claim, description: 'Refused.' });
  const path = `/claims/${filed.body.id}`;
  const file = { name: HOSTILE_NAME, bytes: smallFile('small.png') };
  await owner.call('POST', `${path}/evidence`, { file });
  const person = await comeIn(desk, reader);
  const { page } = person;
  await open(person, '/portal/claims', 'Claims');
  await page.getByRole('table').waitFor();
  expect(await page.getByRole('button', { name: 'File a claim' }).count()).toBe(0);
  await open(person, '/portal/claims/new', 'File a claim');
  await page.getByText('Your role does not allow this; ask an owner.').waitFor();
  expect(await page.locator('form').count()).toBe(0);
  await open(person, `/portal${path}`, 'Invalid · 1 code');
  await page.getByText(KEPT_NAME).first().waitFor();
  for (const role of ['textbox', 'combobox'] as const) {
    expect(await page.getByRole('main').getByRole(role).count()).toBe(0);
  }
  for (const name of ['Send', 'Withdraw the claim']) {
    expect(await page.getByRole('button', { name }).count()).toBe(0);
  }
  expect(await page.getByLabel('Add evidence').count()).toBe(0);
  expect(await page.getByRole('main').locator('a[download]').count()).toBe(0);
  await look(person, 'portal-claim-read-only');
  for (const work of [
    reader.post(`${path}/withdraw`),
    reader.post(`${path}/messages`, { text: 'Hello?' }),
    reader.call('POST', `${path}/evidence`, { file }),
    reader.post('/claims', { ...claim, description: 'Again.' }),
  ]) {
    expect(await codeOf(work)).toBe('role_missing');
  }
  expect(found).toEqual([]);
  expect(person.faults).toEqual([]);
});

test('an empty list says what to do next', async () => {
  const { visitor } = await signUp(desk.shop, 'New here');
  const person = await comeIn(desk, visitor);
  await open(person, '/portal/claims', 'Claims');
  await person.page.getByText('No claims yet').waitFor();
  await look(person, 'portal-claims-empty');
  const section = person.page.getByRole('main').locator('section');
  await section.getByRole('button', { name: 'File a claim' }).click();
  await person.page.getByRole('heading', { level: 1, name: 'File a claim' }).waitFor();
  expect(found).toEqual([]);
});
