/**
 * Guards, in a real browser, what a person sees whose row of a list a colleague decides first: the open dialog stays with what was typed, the
 * refusal says what happened, and its note is above the list after the row has left; in every kind of list, in both apps.
 */
import {
  type Answer,
  bodyOf,
  parseId,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';
import { submitReview } from './rig/submit-review.ts';
import { visit } from './rig/walk.ts';

vi.setConfig({ testTimeout: 60_000 });

type Made = { readonly id: string };
let desk: Desk;
let partnerId: string;
/** The faster one. */
let admin: Visitor;
let other: Visitor;
let owner: Visitor;
let console: Person;
let portal: Person;
beforeAll(async () => {
  desk = await openDesk();
  const business = await signUp(desk.shop, 'Nordlicht Handel');
  partnerId = business.partnerId;
  await desk.shop.change(parseId('prt', partnerId) ?? '', { approved: true });
  owner = business.visitor;
  await stepUp(desk.clock, owner);
  await desk.shop.importFile('region,denomination,code,cost\nUS,50,AAAA-BBBB-0010,45.00\n');
  admin = (await staff(desk.shop, 'admin')).visitor;
  await stepUp(desk.clock, admin);
  other = (await staff(desk.shop, 'admin')).visitor;
  await stepUp(desk.clock, other);
  console = await comeIn(desk, other);
  portal = await comeIn(desk, owner);
}, 120_000);
afterAll(() => desk[Symbol.asyncDispose]());

const sent = (request: Promise<Answer<Made>>) => bodyOf(desk.clock, request);

interface Case {
  readonly who: () => Person;
  readonly path: () => string;
  /** A button of the row; it also ends the dialog. */
  readonly act: string;
  readonly typed?: string;
  /** What the colleague does. */
  readonly first: () => Promise<unknown>;
  /** What the list says once the row has left it. */
  readonly left: string;
  readonly name: string;
  readonly says: RegExp;
}

let id = '';
const cases: readonly [string, () => Promise<unknown>, Case][] = [
  [
    'a queue',
    async () => {
      const account = {
        ...{ holder: 'Codes Wholesale GmbH', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' },
        ...{ bank: 'Example Bank', currency: 'USD', usual_time: '1 working day' },
      };
      const method = await sent(admin.post('/deposit-methods/bank-transfers', account));
      await sent(other.post(`/deposit-methods/${method.id}/confirm`, { addresses: 0 }));
      const paid = { partner_id: partnerId, method_id: method.id, reference: 'R-1' };
      const amounts = { sent_amount: '100.00', amount: '100.00' };
      id = (await sent(admin.post('/deposits', { ...paid, ...amounts }))).id;
    },
    {
      who: () => console,
      path: () => '/console/deposits',
      act: 'Reject',
      typed: 'Not one of ours.',
      first: () => sent(other.post(`/deposits/${id}/credit`, {})),
      left: 'No longer in this list',
      name: 'Nordlicht Handel',
      says: /credited/,
    },
  ],
  [
    'a list that is sent whole',
    async () => {
      const body = { title: 'Hours', topic: 'other', text: 'From nine to five.' };
      id = (await sent(admin.post('/canned-answers', body))).id;
    },
    {
      who: () => console,
      path: () => '/console/tickets/answers',
      act: 'Remove',
      first: () => sent(admin.post(`/canned-answers/${id}/remove`)),
      left: 'No canned answers yet',
      name: 'Hours',
      says: /no longer exists/,
    },
  ],
  [
    'a table of a page',
    async () => {
      const body = { sku: 'PSN-US-50', price: '46.50', before: null };
      await sent(admin.post(`/partners/${partnerId}/prices`, body));
    },
    {
      who: () => console,
      path: () => `/console/partners/${partnerId}`,
      act: 'Remove',
      first: () => {
        const body = { sku: 'PSN-US-50', price: null, before: '46.50' };
        return sent(admin.post(`/partners/${partnerId}/prices`, body));
      },
      left: 'It has no own price',
      name: 'PSN-US-50',
      says: /price/,
    },
  ],
  [
    'a list of the portal',
    async () => {
      id = (await sent(owner.post('/invitations', { email: 'new@shop.example', role: 'buyer' })))
        .id;
    },
    {
      who: () => portal,
      path: () => '/portal/settings/team',
      act: 'Revoke',
      first: () => sent(owner.post(`/invitations/${id}/revoke`)),
      left: 'No open invitations',
      name: 'new@shop.example',
      says: /no longer exists/,
    },
  ],
];

/** Who comes back to the tab after a while finds what was read again, which happens also while a dialog is open. */
async function comeBack(page: Person['page'], path: string): Promise<void> {
  let isRead = false;
  page.on('requestfinished', (request) => {
    isRead ||= new URL(request.url()).pathname === path;
  });
  const look = async () => {
    await page.evaluate('document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))');
    return isRead;
  };
  await expect.poll(look, { timeout: 30_000, interval: 200 }).toBe(true);
}

test.each(cases)('%s', async (name, prepare, each) => {
  await prepare();
  const who = each.who();
  const { page } = who;
  await visit(desk, who, each.path());
  const row = page.getByRole('row').filter({ hasText: each.name });
  await row.getByRole('button', { name: each.act, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  if (each.typed) await dialog.getByRole('textbox').fill(each.typed);
  await each.first();
  if (each.typed) {
    await comeBack(page, '/console/api/deposits');
    expect(await dialog.getByRole('textbox').inputValue()).toBe(each.typed);
  }
  await dialog.getByRole('button', { name: each.act, exact: true }).click();
  const note = page.getByRole('alert').filter({ hasText: 'Your choice was not carried out' });
  await note.waitFor();
  await page.getByText(each.left).first().waitFor();
  await dialog.waitFor({ state: 'detached' });
  await note.getByText(`“${each.name}” changed meanwhile`).waitFor();
  expect(await note.innerText()).toMatch(each.says);
  expect(await lookAt(who, `overtaken-${name.replaceAll(' ', '-')}`)).toEqual([]);
  await note.getByRole('button', { name: 'Close' }).click();
  await note.waitFor({ state: 'detached' });
});

test('the page of a case: a decision that comes second opens no other one, and shows who was first', async () => {
  const { visitor: business } = await signUp(desk.shop, 'Harbour Games');
  const review = await submitReview(desk, business);
  const { page } = console;
  await visit(desk, console, `/console/reviews/${review}`);
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Unknown owners.');
  await bodyOf(desk.clock, admin.post(`/kyc-cases/${review}/reject`, { reason: 'No papers.' }));
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').getByText('The review changed meanwhile').waitFor();
  await page.getByRole('button', { name: 'Review again' }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await lookAt(console, 'overtaken-review')).toEqual([]);
});

test('an answer that is being typed when its ticket is closed stays, and is sent once it is reopened', async () => {
  const question = { topic: 'other', subject: 'Opening hours', text: 'When?' };
  const { id: ticket } = await sent(owner.post('/tickets', question));
  const { page } = console;
  await visit(desk, console, `/console/tickets/${ticket}`);
  await page.getByRole('textbox', { name: 'Text' }).fill('From nine to five.');
  await sent(admin.post(`/tickets/${ticket}/close`));
  await page.getByRole('button', { name: 'Send the answer' }).click();
  await page.getByRole('alert').getByText('The ticket changed meanwhile').waitFor();
  await page.getByRole('button', { name: 'Reopen' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Send the answer' }).click();
  await page.getByRole('list').getByText('From nine to five.').waitFor();
});

test.each([
  [
    'what the list shows without filters',
    () => console,
    '/console/deposits?status=waiting',
    'Nothing waits.',
  ],
  ['a view', () => portal, '/portal/orders?status=failed', 'Nothing in “Failed”'],
  ['a view with a filter', () => portal, '/portal/orders?status=failed&sku=X', 'Nothing matches'],
])('an empty list names a filter only if somebody chose one: %s', async (_name, of, path, says) => {
  const person = of();
  await visit(desk, person, path);
  await person.page.getByText(says).waitFor();
});
