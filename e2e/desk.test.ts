/**
 * Guards tickets between a business and the staff, in a real browser: questions and answers, notes that only staff
 * read, requests that staff carry out with one click, a suspended business, and what a role may not do. Whatever
 * anybody typed is escaped, in both apps and in e-mails.
 */
import { readFile } from 'node:fs/promises';
import { portalOperations, type WebAppOperation } from '@psnb2b/contract';
import {
  codeOf,
  parseId,
  type SignedUp,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '@psnb2b/server/testkit';

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';

const HOUR = 3_600_000;
const hostile = (where: string) => `<img src=x onerror="document.title='broken'"> ${where}`;
const BUSINESS = hostile('Ltd');
const SUBJECT = hostile('where is it?');
const QUESTION = hostile('We ask.');
const NOTE = hostile('Not for them: they ask too much.');
const ANSWER = hostile('Here it is.');

// Many pages each, and a machine may be slow.
vi.setConfig({ testTimeout: 300_000 });

let desk: Desk;
let business: SignedUp;
let owner: Visitor;
let agent: Visitor;
let partner: Person;
let clerk: Person;

beforeAll(async () => {
  desk = await openDesk({ ALLOW_PRIVATE_WEBHOOKS: 'true' });
  const { shop } = desk;
  business = await signUp(shop, BUSINESS);
  owner = business.visitor;
  agent = (await staff(shop, 'support')).visitor;
  await shop.change(parseId('prt', business.partnerId) ?? '', { approved: true });
  partner = await comeIn(desk, owner);
  clerk = await comeIn(desk, agent);
});
afterAll(() => desk[Symbol.asyncDispose]());

const go = async ({ page }: Person, path: string) => {
  await page.goto(desk.shop.url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
};
/** Expects that no typed text has become part of the page. */
const staysText = async ({ page }: Person) => {
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(await page.title()).not.toBe('broken');
};
/** Presses a button and confirms its dialog. */
async function confirm({ page }: Person, button: string, reason?: [string, string]): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: button });
  if (reason) await dialog.getByLabel(reason[0]).fill(reason[1]);
  await dialog.getByRole('button', { name: button }).click();
  await dialog.waitFor({ state: 'detached' });
}
async function openTicket(person: Person, app: string, subject: string): Promise<string> {
  await go(person, app === 'portal' ? '/portal/support?view=all' : '/console/tickets');
  await person.page.getByRole('link', { name: subject }).first().click();
  await person.page.getByRole('heading', { level: 1, name: subject }).waitFor();
  return new URL(person.page.url()).pathname.split('/').at(-1) ?? '';
}

test('a question is answered with a canned answer; a note stays with staff; all of it is text', async () => {
  await go(partner, '/portal/support/new?topic=billing');
  await partner.page.getByLabel('Subject').fill(SUBJECT);
  await partner.page.getByLabel('Message').fill(QUESTION);
  await partner.page.getByRole('button', { name: 'Send' }).click();
  await partner.page.getByRole('heading', { level: 1, name: SUBJECT }).waitFor();

  await go(clerk, '/console/tickets/answers');
  await clerk.page.getByRole('textbox', { name: 'Title' }).fill(hostile('Found'));
  await clerk.page.getByRole('textbox', { name: 'Text' }).fill(ANSWER);
  await clerk.page.getByRole('button', { name: 'Save the answer' }).click();
  await clerk.page.getByRole('cell', { name: hostile('Found') }).waitFor();
  await staysText(clerk);

  const ticket = await openTicket(clerk, 'console', SUBJECT);
  await clerk.page.getByText(QUESTION).waitFor();
  await clerk.page.getByRole('button', { name: 'Assign to me' }).click();
  await clerk.page.getByRole('button', { name: 'Assign to me' }).waitFor({ state: 'detached' });
  await clerk.page.getByLabel('Internal note').check();
  await clerk.page.getByRole('textbox', { name: 'Text' }).fill(NOTE);
  await clerk.page.getByRole('button', { name: 'Save the note' }).click();
  await clerk.page.getByText(NOTE).waitFor();
  await clerk.page.getByRole('combobox', { name: 'Start from a canned answer' }).click();
  await clerk.page.getByRole('option', { name: hostile('Found') }).click();
  await clerk.page.getByRole('button', { name: 'Send the answer' }).click();
  await clerk.page.getByText('Waiting for the partner').first().waitFor();
  await staysText(clerk);
  expect(await lookAt(clerk, 'console-ticket-noted')).toEqual([]);

  await openTicket(partner, 'portal', SUBJECT);
  await partner.page.getByText(ANSWER).waitFor();
  expect(await partner.page.content()).not.toContain('Not for them');
  await staysText(partner);
  await readsNoNote(ticket);
  await staysTextEverywhere();
});

test('staff write first: the business is notified, answers, and staff read the answer on the page that stayed open', async () => {
  const unread = async () => {
    const bell = partner.page.getByRole('link', { name: /^Notifications/ });
    return Number(/\d+/.exec((await bell.getAttribute('aria-label')) ?? '')?.[0] ?? 0);
  };
  await go(partner, '/portal');
  await partner.page.getByTitle('Live: changes appear by themselves').waitFor();
  const before = await unread();
  await go(clerk, '/console/tickets');
  await clerk.page.getByRole('link', { name: 'Write to a partner' }).click();
  // The list has a filter of the same name as the form's first field.
  await clerk.page.getByRole('textbox', { name: 'Subject' }).waitFor();
  // Until the search has answered, the choices are those of before.
  const found = clerk.page.waitForResponse((reply) => reply.url().includes('q=Ltd'));
  await clerk.page.getByRole('combobox', { name: 'Business' }).fill('Ltd');
  await found;
  await clerk.page.getByRole('option', { name: 'Ltd' }).first().click();
  await clerk.page.getByRole('textbox', { name: 'Subject' }).fill('Your new bank account');
  await clerk.page.getByRole('textbox', { name: 'Text' }).fill('From which account do you pay?');
  await clerk.page.getByRole('button', { name: 'Send', exact: true }).click();
  await clerk.page.getByRole('heading', { level: 1, name: 'Your new bank account' }).waitFor();

  const bell = partner.page.getByRole('link', { name: `Notifications, ${before + 1} unread` });
  await bell.click();
  await partner.page
    .getByRole('link', { name: /Your new bank account/ })
    .first()
    .click();
  await partner.page.getByText('From which account do you pay?').waitFor();
  await partner.page.getByLabel('Your answer').fill('From the same as before.');
  await partner.page.getByRole('button', { name: 'Send' }).click();
  await clerk.page.getByText('From the same as before.').waitFor();
});

/** Expects that no reply of the portal API has a word of the note or the name of its author. */
async function readsNoNote(ticket: string): Promise<void> {
  const asked = Object.values<WebAppOperation>(portalOperations).filter(
    ({ method, params }) => method === 'GET' && params === undefined,
  );
  expect(asked.length).toBeGreaterThan(8);
  for (const path of [...asked.map(({ path: each }) => each), `/tickets/${ticket}`]) {
    const { text } = await owner.get(path);
    expect(text, path).not.toContain('Not for them');
    expect(text, path).not.toContain('A support');
  }
  expect((await agent.get(`/tickets/${ticket}`)).text).toContain('Not for them');
}

async function staysTextEverywhere(): Promise<void> {
  for (const path of ['', '/support', '/notifications', '/settings/team', '/business']) {
    await go(partner, `/portal${path}`);
    await staysText(partner);
  }
  for (const path of ['', '/tickets', '/partners', '/reviews', '/notifications', '/emails']) {
    await go(clerk, `/console${path}`);
    await staysText(clerk);
  }
  await go(clerk, `/console/partners/${business.partnerId}`);
  await clerk.page.getByRole('heading', { level: 1, name: BUSINESS }).waitFor();
  await staysText(clerk);
  const mails = await desk.shop.rows<{ subject: string; body_html: string }>(
    'SELECT subject, body_html FROM kit.emails',
  );
  expect(mails.map(({ body_html }) => body_html).join()).toContain('&lt;img src=x');
  for (const { subject, body_html } of mails) {
    expect(body_html).not.toMatch(/<img|onerror="/);
    expect(subject).not.toMatch(/[\r\n]/);
  }
}

test('a Webhook Registration is carried out with one click, and only the partner sees its secret', async () => {
  await go(partner, '/portal/support/new?topic=webhook_registration');
  await partner.page.getByLabel('Address of your endpoint').fill('https://127.0.0.1:8443/hook');
  await partner.page.getByText('Test', { exact: true }).click();
  await partner.page.getByLabel('Message').fill('Please register it.');
  await partner.page.getByRole('button', { name: 'Send' }).click();
  await partner.page.getByRole('heading', { level: 1, name: 'Webhook Registration' }).waitFor();

  const ticket = await openTicket(clerk, 'console', 'Webhook Registration');
  await clerk.page.getByText('https://127.0.0.1:8443/hook').first().waitFor();
  await confirm(clerk, 'Register the endpoint');
  await clerk.page.getByText('Closed', { exact: true }).first().waitFor();
  await clerk.page.getByText(/^whe_/).first().waitFor();
  expect(await clerk.page.content()).not.toContain('whsec_');
  expect(await lookAt(clerk, 'console-ticket-webhook')).toEqual([]);

  await openTicket(partner, 'portal', 'Webhook Registration');
  await partner.page.getByText('Closed', { exact: true }).first().waitFor();
  expect(await lookAt(partner, 'portal-ticket-webhook')).toEqual([]);
  await stepUp(desk.clock, owner);
  const drawn = await owner.post<{ secret: string }>(`/tickets/${ticket}/webhook-secret`);
  expect(drawn.body.secret).toMatch(/^whsec_/);
  expect(await codeOf(owner.post(`/tickets/${ticket}/webhook-secret`))).toBe('invalid_state');
  expect((await agent.get(`/tickets/${ticket}`)).text).not.toContain('whsec_');
});

const keyWorks = async (key: string) => {
  const { status, body } = await desk.shop.call('GET', '/balance', { key });
  return body.code ?? status;
};
const inForce = (key: string) => expect.poll(() => keyWorks(key), { timeout: 20_000 });

test('a suspended business is refused by the API and still reads its portal; after it is resumed, everything works', async () => {
  const uuid = parseId('prt', business.partnerId) ?? '';
  const { text: key } = await desk.shop.key(uuid);
  await inForce(key).toBe(200);
  await stepUp(desk.clock, agent);
  await go(clerk, `/console/partners/${business.partnerId}`);
  await confirm(clerk, 'Suspend', ['Reason (the business reads this)', hostile('A chargeback.')]);
  await clerk.page.getByText('Suspended', { exact: true }).first().waitFor();
  await inForce(key).toBe('partner_suspended');
  for (const path of ['', '/business', '/support', '/developers/keys', '/notifications']) {
    await go(partner, `/portal${path}`);
    await staysText(partner);
  }
  await openTicket(partner, 'portal', SUBJECT);
  await partner.page.getByText(ANSWER).waitFor();
  await go(partner, '/portal/developers/keys');
  const issue = partner.page.getByRole('button', { name: 'Issue a test key' }).first();
  expect(await issue.getAttribute('aria-disabled')).toBe('true');
  expect(await lookAt(partner, 'portal-keys-suspended')).toEqual([]);
  expect(await lookAt(clerk, 'console-partner-suspended')).toEqual([]);
  await confirm(clerk, 'Resume');
  await clerk.page.getByText('Approved', { exact: true }).first().waitFor();
  await inForce(key).toBe(200);
});

test('a key is rotated on request: both work for a day, then only the new one', async () => {
  const uuid = parseId('prt', business.partnerId) ?? '';
  const { text: old } = await desk.shop.key(uuid);
  const hint = old.slice(-4);
  await go(partner, '/portal/developers/keys');
  await partner.page
    .getByRole('row')
    .filter({ hasText: hint })
    .getByRole('button', { name: 'Request rotation' })
    .click();
  await partner.page.getByLabel('Message').fill('It is a year old.');
  await partner.page.getByRole('button', { name: 'Send' }).click();
  await partner.page.getByRole('heading', { level: 1, name: 'Key Rotation' }).waitFor();

  await stepUp(desk.clock, agent);
  await openTicket(clerk, 'console', 'Key Rotation');
  await clerk.page.getByRole('link', { name: BUSINESS }).first().click();
  await clerk.page.getByRole('heading', { level: 1, name: BUSINESS }).waitFor();
  const row = clerk.page.getByRole('row').filter({ hasText: hint });
  await row.getByRole('button', { name: 'Rotate' }).click();
  const dialog = clerk.page.getByRole('dialog', { name: 'Rotate' });
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await clerk.page.getByText('Pending').first().waitFor();

  await stepUp(desk.clock, owner);
  await go(partner, '/portal/developers/keys');
  await partner.page.getByRole('button', { name: 'Reveal the key' }).click();
  const ask = partner.page.getByRole('dialog', { name: 'Reveal the key' });
  await ask.getByRole('button', { name: 'Reveal the key' }).click();
  const shown = partner.page.getByRole('status', { name: 'Your new key' });
  await shown.waitFor();
  const next = (await shown.textContent()) ?? '';
  await inForce(next).toBe(200);
  expect(await keyWorks(old)).toBe(200);
  desk.clock.advance(25 * HOUR);
  await inForce(old).toBe('unauthorized');
  expect(await keyWorks(next)).toBe(200);
});

test('an act that a role may not do is named, refused and audited; an admin exports the audit as CSV', async () => {
  const { visitor: reader } = await staff(desk.shop, 'read_only');
  const { visitor: stock } = await staff(desk.shop, 'stock');
  const { visitor: admin } = await staff(desk.shop, 'admin');
  for (const [name, person] of Object.entries({ reader, stock })) {
    const at = await comeIn(desk, person);
    await go(at, `/console/partners/${business.partnerId}`);
    const suspend = at.page.getByRole('button', { name: 'Suspend' });
    expect([name, await suspend.getAttribute('aria-disabled')]).toEqual([name, 'true']);
    const reason = { reason: 'because' };
    const refused = person.post(`/partners/${business.partnerId}/suspend`, reason);
    expect([name, await codeOf(refused)]).toEqual([name, 'role_missing']);
    await go(at, '/console/staff');
    await at.page.getByRole('cell', { name: 'A support' }).first().waitFor();
    expect(await at.page.getByRole('button', { name: 'Send the invitation' }).count()).toBe(0);
    expect(at.faults).toEqual([]);
    await at.context.close();
  }
  const boss = await comeIn(desk, admin);
  await go(boss, '/console/audit?action=call.refused');
  await boss.page
    .getByRole('cell', { name: /tried what their role does not allow/ })
    .first()
    .waitFor();
  const arrives = boss.page.waitForEvent('download');
  await boss.page.getByRole('link', { name: 'Export as CSV' }).click();
  const file = await arrives;
  expect(file.suggestedFilename()).toBe('audit.csv');
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^id,at,actor/);
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.slice(1).every((line) => line.includes('call.refused'))).toBe(true);
  expect([...boss.faults, ...partner.faults, ...clerk.faults]).toEqual([]);
});
