/**
 * Guards how staff handle claims, in a real browser: reviewed, asked about, decided code by code, with four-eyes
 * approval above a limit; a lot recalled and its codes replaced or refunded; supplier claims; limits. Text from a
 * partner is escaped, a concurrent decision is reported, and roles without the right decide nothing.
 */
import type { Claim, OrderCodeList, PortalClaim, StaffRole } from '@psnb2b/contract';
import { formatId, parseId, signUp, smallFile, type Visitor } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Authenticator, joinStaff, prove } from './rig/acts.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';
import { invitationToStaff } from './rig/invitation.ts';

const HOSTILE = '<img src=x onerror="document.title=\'broken in\'"> It says: not valid.';
vi.setConfig({ testTimeout: 180_000 });

const PROOF_MS = 15 * 60_000;
const found: string[] = [];
const look = async (person: Person, name: string) => {
  found.push(...(await lookAt(person, name)));
};

let desk: Desk;
let owner: Visitor;
let key: string;
let lot: string;
let ada: Person & { authenticator: Authenticator };
let sam: Person & { authenticator: Authenticator };
beforeAll(async () => {
  desk = await openDesk();
  const { shop } = desk;
  const business = await signUp(shop, 'Corner <b>Shop</b> & Söhne');
  owner = business.visitor;
  const partnerId = parseId('prt', business.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '5000.00');
  key = (await shop.key(partnerId)).text;
  lot = formatId('lot', await stock('BAD', 30));
  await stock('GOOD', 10);
  ada = await join('admin', 'Ada Admin');
  sam = await join('support', 'Sam Support');
}, 180_000);
afterAll(() => desk[Symbol.asyncDispose]());

function stock(prefix: string, codes: number): Promise<string> {
  const lines = Array.from({ length: codes }, (_, n) => `US,50,${prefix}-${1000 + n},41.20`);
  return desk.shop.importFile(['region,denomination,code,cost', ...lines, ''].join('\n'));
}

async function join(role: StaffRole, name: string) {
  const person = await desk.person();
  const link = await invitationToStaff(desk.shop, role);
  return { ...person, authenticator: await joinStaff(desk, person, link, name) };
}

/** Buys, reveals and claims codes, as a partner does. */
async function claimed(quantity: number, description = 'Not valid.'): Promise<string> {
  const body = { region: 'US', denomination: 50, quantity };
  const { body: order } = await desk.shop.call('POST', '/orders', { key, body });
  const read = await desk.shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, { key });
  const codes = read.body.data.map(({ id }) => id);
  const filing = { order_id: order.id, codes, reason: 'invalid', description };
  const filed = await owner.post<PortalClaim>('/claims', filing);
  expect(filed.status).toBe(201);
  return filed.body.id;
}

async function open({ page }: Person, path: string, heading: string): Promise<void> {
  await page.goto(desk.shop.url + path);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

const openClaim = (person: Person, id: string) =>
  open(person, `/console/claims/${id}`, 'Claim of Corner');
const badge = ({ page }: Person, text: string) =>
  page.locator('header').getByText(text, { exact: true }).first();
const stored = async (id: string) =>
  (await desk.shop.call<Claim>('GET', `/claims/${id}`, { key })).body;

async function choose({ page }: Person, what: string, resolution: string): Promise<void> {
  await page.getByRole('radiogroup', { name: what }).getByText(resolution).click();
}

test('reviewed, asked about, and decided: one code replaced, one refunded', async () => {
  const id = await claimed(2, HOSTILE);
  const { page } = ada;
  await open(ada, '/console/claims', 'Claims');
  await page.getByRole('table', { name: 'Claims' }).waitFor();
  await look(ada, 'console-claims-list');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Claim of Corner' }).waitFor();
  await page.getByText(HOSTILE).waitFor();
  await look(ada, 'console-claim');
  await page.getByRole('button', { name: 'Start the review' }).click();
  await badge(ada, 'Under review').waitFor();
  await page.getByRole('button', { name: 'Request information' }).click();
  const dialog = page.getByRole('dialog', { name: 'Request information' });
  await dialog.getByLabel('Question for the partner').fill('Which store was it?');
  await dialog.getByRole('button', { name: 'Request information' }).click();
  await badge(ada, 'Needs information').waitFor();
  expect((await stored(id)).status).toBe('needs_info');

  await owner.post(`/claims/${id}/messages`, { text: `The US store. ${HOSTILE}` });
  await owner.call('POST', `/claims/${id}/evidence?item=error_screenshot`, {
    file: { name: 'shot.png', bytes: smallFile('small.png') },
  });
  await openClaim(ada, id);
  await page.getByRole('link', { name: 'shot.png' }).waitFor();
  await page.getByRole('button', { name: 'Show shot.png' }).click();
  await page.getByRole('img', { name: 'shot.png' }).waitFor();
  await look(ada, 'console-claim-evidence');
  await page.getByRole('button', { name: 'Close (Esc)' }).click();
  const codes = (await stored(id)).codes.map((each) => each.id.slice(-6));
  await choose(ada, `Code ${codes[0]}`, 'Replace');
  await choose(ada, `Code ${codes[1]}`, 'Refund');
  await page.getByText('1 replaced; other lots have 10 in stock.').waitFor();
  await look(ada, 'console-claim-preview');
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  await look(ada, 'console-claim-confirm');
  await page.getByRole('button', { name: 'Decide now' }).click();
  await badge(ada, 'Approved').waitFor();
  await look(ada, 'console-claim-decided');
  expect(await page.getByRole('button', { name: /Decide|Request information|Start/ }).count()).toBe(
    0,
  );
  expect((await stored(id)).codes.map(({ resolution }) => resolution)).toEqual([
    'replaced',
    'refunded',
  ]);
  expect(await page.title()).toContain('Claim of Corner');
  expect(await desk.shop.verify()).toEqual([]);
});

test('a large sum needs two people, and nobody can act as both', async () => {
  const id = await claimed(12);
  await openClaim(ada, id);
  await choose(ada, 'All codes', 'Refund');
  await ada.page.getByText(/500\.00\sUSD.*you only propose it/).waitFor();
  await ada.page.getByRole('button', { name: 'Propose' }).click();
  await ada.page.getByRole('button', { name: 'Propose now' }).click();
  await badge(ada, 'Waits for a second person').waitFor();
  await look(ada, 'console-claim-proposed');
  const same = ada.page.getByRole('button', { name: 'Approve the proposal' });
  expect(await same.getAttribute('aria-disabled')).toBe('true');
  expect((await stored(id)).status).toBe('open');

  await open(sam, '/console/claims?waiting=second_person', 'Claims');
  await sam.page.getByRole('link', { name: /Corner/ }).click();
  await sam.page.getByText('12 refunded').first().waitFor();
  await sam.page.getByRole('button', { name: 'Approve the proposal' }).click();
  await sam.page.getByRole('dialog').getByRole('button', { name: 'Approve the proposal' }).click();
  await badge(sam, 'Approved').waitFor();
  await sam.page.getByText('Ada Admin, then Sam Support').waitFor();
  expect(await stored(id)).toMatchObject({ status: 'approved', refunded: '564.00' });
});

test('a concurrent decision is reported, and nothing happens twice', async () => {
  const id = await claimed(1);
  await openClaim(ada, id);
  await openClaim(sam, id);
  const code = (await stored(id)).codes[0]?.id.slice(-6);
  await choose(ada, `Code ${code}`, 'Refund');
  await ada.page.getByRole('button', { name: 'Decide', exact: true }).click();

  await choose(sam, `Code ${code}`, 'Reject');
  expect(await sam.page.getByRole('button', { name: 'Decide', exact: true }).isDisabled()).toBe(
    true,
  );
  await sam.page
    .getByLabel('Reason (the partner reads this)')
    .fill('It was redeemed by its buyer.');
  await sam.page.getByRole('button', { name: 'Decide', exact: true }).click();
  await sam.page.getByRole('button', { name: 'Decide now' }).click();
  await badge(sam, 'Rejected').waitFor();

  await ada.page.getByRole('button', { name: 'Decide now' }).click();
  await ada.page.getByRole('alert').getByText('The claim changed meanwhile').waitFor();
  await badge(ada, 'Rejected').waitFor();
  await look(ada, 'console-claim-conflict');
  expect(await stored(id)).toMatchObject({ status: 'rejected', refunded: '0.00' });
});

test('staff open a claim that is late by our fault', async () => {
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const { body: order } = await desk.shop.call('POST', '/orders', { key, body });
  const read = await desk.shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, { key });
  const { page } = ada;
  await open(ada, '/console/claims/new', 'Open a claim for a partner');
  await page.getByRole('combobox', { name: 'Business' }).fill('Corner');
  await page.getByRole('option', { name: /Corner/ }).click();
  await page.getByLabel('Order id').fill(String(order.id));
  await page.getByLabel('Codes').fill(`${read.body.data[0]?.id}\n`);
  await page.getByLabel('What happened').fill('Our export was cut off.');
  await page.getByLabel('Late, our fault').check();
  await look(ada, 'console-new-claim-filled');
  await page.getByRole('button', { name: 'Open the claim' }).click();
  await page.getByRole('heading', { level: 1, name: 'Claim of Corner' }).waitFor();
  await badge(ada, 'Late, our fault').waitFor();
});

test('a lot is recalled and its codes refunded, with a supplier claim', async () => {
  const { page } = ada;
  const waits = await claimed(3);
  await open(ada, `/console/lots/${lot}`, '');
  await page.getByText('stop selling immediately').first().waitFor();
  await look(ada, 'console-lot');
  desk.clock.advance(PROOF_MS);
  await page.getByRole('button', { name: 'Recall this lot' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recall this lot' });
  const recall = dialog.getByRole('button', { name: 'Recall now' });
  await dialog.getByLabel('What is wrong with the lot').fill('Never activated.');
  await dialog.getByLabel('to confirm').fill('nonsense');
  expect(await recall.isDisabled()).toBe(true);
  await dialog.getByLabel('to confirm').fill(lot.slice(-6));
  await look(ada, 'console-lot-confirm');
  await recall.click();
  await prove(ada, ada.authenticator);
  await page.getByRole('status').getByText('The lot is recalled').waitFor();
  await badge(ada, 'Recalled').waitFor();
  await look(ada, 'console-lot-recalled');

  await page.getByLabel('Refund', { exact: true }).check();
  await page.getByRole('button', { name: 'Decide all claims' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Decide all claims' }).click();
  // The person who opened claims, by a recall too, never decides them alone.
  await page.getByText(/claims? decided. Waiting for a second person: [1-9]/).waitFor();
  await look(ada, 'console-lot-resolved');
  expect((await stored(waits)).status).toBe('open');
  expect(await desk.shop.verify()).toEqual([]);

  await open(ada, '/console/recoveries', 'Supplier claims');
  await page
    .getByRole('button', { name: /^Settle/ })
    .first()
    .click();
  const settle = page.getByRole('dialog');
  await settle.getByLabel('Note').fill('By mail.');
  await settle.getByRole('button', { name: 'Save' }).click();
  await settle.waitFor({ state: 'detached' });
  await page.getByRole('table', { name: 'Supplier claims' }).getByText('By mail.').waitFor();
  await look(ada, 'console-recoveries-list');
});

test('a code leads to its lot and its buyer', async () => {
  const { page } = ada;
  await open(ada, '/console/claims', 'Claims');
  await page.getByRole('link', { name: 'Find a code' }).click();
  const box = page.getByRole('textbox', { name: 'Code, or its id' });
  await box.fill('nobody-has-this');
  await box.press('Enter');
  await page.getByText('There is no such code; check it.').waitFor();
  await box.fill('bad 1000');
  await box.press('Enter');
  await page.getByRole('link', { name: lot }).waitFor();
  await page
    .getByRole('region', { name: 'Who has it' })
    .getByText('Live', { exact: true })
    .waitFor();
  await look(ada, 'console-code-found');
  await page.getByRole('link', { name: /^Corner/ }).click();
  await page.getByRole('heading', { level: 1, name: /^Corner/ }).waitFor();
});

test('figures, and the approval limit of one person', async () => {
  const { page } = ada;
  await open(ada, '/console/claims/figures', 'Claim figures');
  await page.getByText('90 days').click();
  await page.waitForURL(/days=90/);
  await page.getByRole('table', { name: 'Suppliers' }).getByText('A supplier').waitFor();
  await look(ada, 'console-claim-figures-busy');
  await open(ada, '/console/claims/terms', 'Limits and service levels');
  desk.clock.advance(PROOF_MS);
  await page.getByRole('button', { name: 'Change USD' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change USD' });
  await dialog.getByLabel('One person, at most').fill('100.00');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await prove(ada, ada.authenticator);
  await page.getByRole('cell', { name: '100.00 USD' }).waitFor();
  await page.getByRole('button', { name: 'Change Returns' }).click();
  const returns = page.getByRole('dialog', { name: 'Change Returns' });
  await returns.getByLabel('Hours').fill('48');
  await returns.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('cell', { name: '48 h' }).waitFor();
  await look(ada, 'console-claim-terms-returns');
  await open(ada, '/console/lots', 'Lots');
  await page.getByRole('table', { name: 'Lots' }).waitFor();
  await look(ada, 'console-lots-list');
  await open(ada, '/console', 'Today');
  await page.getByRole('table', { name: 'Next claims' }).waitFor();
  await look(ada, 'console-today-claims');
});

test.each<[StaffRole, boolean]>([
  ['read_only', false],
  ['stock', true],
])('%s sees everything and decides nothing', async (role, mayRecall) => {
  const id = await claimed(1);
  const person = await join(role, 'Olive Observer');
  await openClaim(person, id);
  const { page } = person;
  await page.getByText('Who read the codes').waitFor();
  expect(
    await page.getByRole('button', { name: /Decide|Propose|Request information|Start/ }).count(),
  ).toBe(0);
  expect(await page.getByRole('radiogroup').count()).toBe(0);
  const codes = [{ id: (await stored(id)).codes[0]?.id, resolution: 'refunded' }];
  const refused = await person.context.request.post(
    `${desk.shop.url}/console/api/claims/${id}/decide`,
    { headers: { 'X-PSNB2B-Door': 'console', origin: desk.shop.url }, data: { codes } },
  );
  expect([refused.status(), (await refused.json()).code]).toEqual([403, 'role_missing']);
  expect((await stored(id)).status).toBe('open');
  const good = (
    await desk.shop.rows<{ id: string }>(
      `SELECT lot_id AS id FROM stock.lots WHERE status = 'complete' LIMIT 1`,
    )
  )[0];
  await open(person, `/console/lots/${formatId('lot', good?.id ?? '')}`, '');
  await page.getByText('stop selling immediately').waitFor();
  expect(await page.getByRole('button', { name: 'Recall this lot' }).count()).toBe(
    mayRecall ? 1 : 0,
  );
  expect(person.faults).toEqual([]);
  await person.context.close();
});

test('axe found nothing, and no page sent a request to another host', () => {
  expect(found).toEqual([]);
  expect([...ada.faults, ...sam.faults]).toEqual([]);
});
