/**
 * Guards account recovery in a real browser: a new password by e-mail, recovery codes that work once, sessions that are
 * ended remotely; and that a sign-in leads to a page of ours, whatever its address requests.
 */
import { PASSWORD, signUp, tokenMailedTo, visitor } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Authenticator } from './rig/acts.ts';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';

const STEP = 30_000;
// Many pages each, and a machine may be slow.
vi.setConfig({ testTimeout: 300_000 });

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const heading = ({ page }: Person, name: string) =>
  page.getByRole('heading', { level: 1, name }).waitFor();

async function signIn({ page }: Person, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a forgotten password: a link, a new password, and the old sessions end', async () => {
  const { visitor: owner, email } = await signUp(desk.shop);
  const elsewhere = await comeIn(desk, owner);
  const person = await desk.person();
  await person.page.goto(`${desk.shop.url}/portal/sign-in`);
  await person.page.getByRole('link', { name: 'Forgot the password?' }).click();
  await heading(person, 'Reset the password');
  await person.page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await person.page.getByRole('button', { name: 'Send the link' }).click();
  await heading(person, 'Check your inbox');
  const link = `${desk.shop.url}/portal/reset#token=${await tokenMailedTo(desk.shop, email)}`;
  await person.page.goto(link);
  const anew = 'seven green umbrellas indoors';
  await person.page.getByRole('textbox', { name: 'New password' }).fill(anew);
  await person.page.getByRole('button', { name: 'Set a new password' }).click();
  await heading(person, 'Sign in');
  await signIn(person, email, PASSWORD);
  await person.page.getByRole('alert').waitFor();
  expect(await lookAt(person, 'portal-sign-in-refused')).toEqual([]);
  await signIn(person, email, anew);
  await heading(person, 'Get started');
  await elsewhere.page.goto(`${desk.shop.url}/portal/settings/team`);
  await heading(elsewhere, 'Sign in');
  await person.page.goto(link);
  await heading(person, 'This link does not work any more');
  expect([...person.faults, ...elsewhere.faults]).toEqual([]);
});

test('an authenticator is set up; without it a recovery code signs in, once', async () => {
  const { visitor: owner, email } = await signUp(desk.shop);
  const person = await comeIn(desk, owner);
  const { page } = person;
  await page.goto(`${desk.shop.url}/portal/settings/account`);
  await page.getByRole('button', { name: 'Set up an authenticator' }).click();
  const secret = page.getByRole('status', { name: 'Secret' });
  await secret.waitFor();
  const authenticator = new Authenticator(desk, (await secret.textContent()) ?? '');
  await page.getByLabel('Code shown in the app').fill(authenticator.next());
  await page.getByRole('button', { name: 'Confirm' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save these recovery codes' });
  await dialog.waitFor();
  expect(await lookAt(person, 'portal-recovery-codes')).toEqual([]);
  const codes = await dialog.getByRole('listitem').allTextContents();
  expect(codes).toHaveLength(10);
  await dialog.getByRole('button', { name: 'I have saved them' }).click();
  await page.getByText('10 codes are left.').waitFor();

  const [first = '', second = ''] = codes;
  const signOut = async () => {
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    // The account page has fields with the same names.
    await page.waitForURL('**/sign-in**');
  };
  const recover = async (code: string) => {
    await signIn(person, email, PASSWORD);
    await heading(person, 'One more step');
    await page.getByText('Use a recovery code instead').click();
    await page.getByRole('textbox', { name: 'Recovery code' }).fill(code);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  await signOut();
  await recover(first);
  await heading(person, 'Your account');
  await page.getByText('9 codes are left.').waitFor();
  await signOut();
  await recover(first);
  await page.getByRole('alert').waitFor();
  expect(await lookAt(person, 'portal-second-step-refused')).toEqual([]);
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(second);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await heading(person, 'Your account');
  await page.getByRole('button', { name: 'Create new recovery codes' }).click();
  const ask = page.getByRole('dialog', { name: 'Create new recovery codes' });
  await ask.getByRole('button', { name: 'Create new recovery codes' }).click();
  const renewed = await dialog.getByRole('listitem').allTextContents();
  expect(renewed.filter((code) => codes.includes(code))).toEqual([]);
  await dialog.getByRole('button', { name: 'I have saved them' }).click();
  expect(person.faults).toEqual([]);
});

test('another browser is signed out from the list of sessions', async () => {
  const { visitor: owner, email } = await signUp(desk.shop);
  const other = visitor(desk.shop, 'portal');
  await other.post('/sign-in', { email, password: PASSWORD });
  desk.clock.advance(STEP);
  const [mine, theirs] = [await comeIn(desk, owner), await comeIn(desk, other)];
  await theirs.page.goto(`${desk.shop.url}/portal/settings/account`);
  await heading(theirs, 'Your account');
  await mine.page.goto(`${desk.shop.url}/portal/settings/account`);
  const sessions = mine.page.getByRole('table', { name: 'Sessions' });
  await sessions.getByRole('button', { name: 'End', exact: true }).click();
  const dialog = mine.page.getByRole('dialog', { name: 'End' });
  await dialog.getByRole('button', { name: 'End', exact: true }).click();
  await sessions.getByRole('button', { name: 'End', exact: true }).waitFor({ state: 'detached' });
  await theirs.page.reload();
  await heading(theirs, 'Sign in');
  await mine.page.reload();
  await heading(mine, 'Your account');
  expect([...mine.faults, ...theirs.faults]).toEqual([]);
});

test('a sign-in leads to a page of ours, whatever its address requests', async () => {
  const { visitor: owner, email } = await signUp(desk.shop);
  const person = await desk.person();
  await person.page.goto(`${desk.shop.url}/portal/sign-in?next=${encodeURIComponent('/support')}`);
  await signIn(person, email, PASSWORD);
  await heading(person, 'Support');
  const inside = await comeIn(desk, owner);
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example/portal',
    'javascript:document.title=1',
    '\\\\evil.example',
    '/../console',
    '/%2e%2e//evil.example',
  ]) {
    await inside.page.goto(`${desk.shop.url}/portal/sign-in?next=${encodeURIComponent(next)}`);
    await inside.page
      .getByRole('heading', { level: 1 })
      .filter({ hasNotText: 'Sign in' })
      .waitFor();
    expect([next, new URL(inside.page.url()).origin]).toEqual([next, desk.shop.url]);
    expect(await inside.page.title()).not.toBe('1');
  }
  expect([...person.faults, ...inside.faults]).toEqual([]);
});
