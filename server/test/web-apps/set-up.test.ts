/**
 * Guards: the set-up guide reads its steps from the data, for everybody of the staff, with who else may do them; only the person who got a
 * test e-mail can say that it arrived, by its link; and a demo is recognised as one on every page.
 */
import type { SetUp } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markDemo } from '../../src/shop/index.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  type Shop,
  staff,
  type Visitor,
} from '../../testkit/index.ts';
import { mailTo } from '../../testkit/people.ts';

const clock = drivenClock(new Date('2026-11-29T12:00:00Z'));
let shop: Shop;
let admin: Visitor;
let email: string;
let stock: Visitor;
let second: Visitor;
beforeAll(async () => {
  // Nobody listens there; the test reads the e-mail where it waits.
  shop = await openShop({ clock, env: { SMTP_URL: 'smtp://127.0.0.1:9' } });
  ({ visitor: admin, email } = await staff(shop, 'admin'));
  ({ visitor: stock } = await staff(shop, 'stock'));
  ({ visitor: second } = await staff(shop, 'admin'));
});
afterAll(() => shop[Symbol.asyncDispose]());

const read = (by = admin) => bodyOf(clock, by.get<SetUp>('/set-up'));
const doneIn = ({ steps }: SetUp) => steps.filter(({ is_done }) => is_done).map(({ step }) => step);
const arrived = (token: string, by = admin) =>
  by.post<SetUp>('/set-up/email-test/arrived', { token });

test('a new shop lacks what a sale needs, and says who may do each step', async () => {
  const state = await read(stock);
  // The shop of a test begins with prices.
  expect(doneIn(state)).toEqual(['second_person', 'prices']);
  expect(state).toMatchObject({
    can_sell: false,
    has_sold: false,
    admins: 2,
    products_in_stock: 0,
  });
  expect(state.company_missing).toEqual(['name', 'legal_name', 'address', 'support_email']);
  const who = (name: string) => state.steps.find(({ step }) => step === name)?.people;
  const admins = [
    { name: 'A admin', role: 'admin' },
    { name: 'A admin', role: 'admin' },
  ];
  expect(who('company')).toEqual(admins);
  // Without the reader, who may do it, too.
  expect(who('stock')).toEqual(admins);
});

test('steps follow the data', async () => {
  await shop.stock({ codes: 2 });
  const needsTwo = async () => {
    const plan = '/products/PSN-US-60/price-plan?currency=USD&list_price=240.00';
    return (await bodyOf(clock, admin.get<{ needs_two: boolean }>(plan))).needs_two;
  };
  // Nobody can buy at a wrong first price yet.
  expect(await needsTwo()).toBe(false);
  await shop.partner();
  expect(await needsTwo()).toBe(true);
  const state = await read();
  expect(doneIn(state)).toEqual(['second_person', 'prices', 'stock', 'partner']);
  expect(state).toMatchObject({ products_in_stock: 1, partners_approved: 1, can_sell: false });
});

test('a test e-mail arrives by its newest link, for an hour, for the person whom it was sent to, and nobody reads it', async () => {
  expect(await bodyOf(clock, admin.post<SetUp>('/set-up/email-test'))).toMatchObject({
    is_smtp_set: true,
    last_test: { arrived_at: null },
  });
  const old = await tokenOf();
  await admin.post('/set-up/email-test');
  const token = await tokenOf();
  expect(await codeOf(arrived(old))).toBe('link_invalid');
  expect(await codeOf(arrived(token, second))).toBe('link_invalid');
  const { data } = await bodyOf(clock, admin.get<{ data: { id: string }[] }>('/emails'));
  const shown = await bodyOf(clock, admin.get<{ text: string }>(`/emails/${data[0]?.id}`));
  expect(shown.text).not.toContain(token);
  clock.advance(61 * 60_000);
  expect(await codeOf(arrived(token))).toBe('link_invalid');
  await admin.post('/set-up/email-test');
  const { body } = await arrived(await tokenOf());
  expect(doneIn(body)).toContain('email');
  // Also for the others.
  expect(doneIn(await read(stock))).toContain('email');
});

async function tokenOf(): Promise<string> {
  const mail = await mailTo(shop, email, 'email_test');
  expect(mail?.subject).toBe('Your e-mail works');
  return /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? 'none';
}

test('a person sends at most five test e-mails an hour', async () => {
  for (let sent = 0; sent < 5; sent += 1) await second.post('/set-up/email-test');
  expect(await codeOf(second.post('/set-up/email-test'))).toBe('limit_reached');
});

test('an admin states the backups; a day that is still to come is refused', async () => {
  const state = (restored_on: string, by = admin) =>
    by.post<SetUp>('/set-up/backup', { place: 'Vault at the bank', restored_on });
  expect(await codeOf(state('2026-11-20', stock))).toBe('role_missing');
  expect((await state('2027-01-01')).body).toMatchObject({
    errors: [{ pointer: '/restored_on', code: 'maximum' }],
  });
  const { body } = await state('2026-11-20');
  expect(body.backup).toMatchObject({ restored_on: '2026-11-20', stated_by: 'A admin' });
  expect(doneIn(body)).toContain('backup');
});

test('an admin hides the guide for everybody, and shows it again', async () => {
  const hide = (is_dismissed: boolean) => admin.post('/set-up/dismissal', { is_dismissed });
  await hide(true);
  expect((await read(stock)).dismissed_at).not.toBeNull();
  await hide(false);
  expect((await read(stock)).dismissed_at).toBeNull();
  const actions = await shop.rows(
    `SELECT action FROM audit.entries WHERE action LIKE 'set_up%' ORDER BY entry_id`,
  );
  expect(actions).toEqual([{ action: 'set_up.dismissed' }, { action: 'set_up.recalled' }]);
});

test('a demo says so on the public pages and in both apps', async () => {
  const pages = () =>
    Promise.all(
      ['/', '/status', '/portal', '/console'].map(async (path) => {
        const html = await (await fetch(shop.url + path)).text();
        return html.includes('Demo shop.') || html.includes('<meta name="demo"');
      }),
    );
  expect(await pages()).toEqual([false, false, false, false]);
  await shop.app.database.transaction((tx) => markDemo(tx, clock.now()));
  await shop.settle();
  await shop.app.versions.poll();
  expect(await pages()).toEqual([true, true, true, true]);
});
