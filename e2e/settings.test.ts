/**
 * Guards the settings of a business, in a real browser: the public key that codes are sealed for, a restricted key, a
 * webhook's signing secret revealed once, and a person's new e-mail, confirmed where it was requested and nowhere else.
 */
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { stepUp } from '@psnb2b/server/testkit';
import { staff, tokenMailedTo } from '@psnb2b/server/testkit/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Authenticator, PASSWORD, prove, register } from './rig/acts.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';
import { invitationToStaff } from './rig/invitation.ts';

/** Longer than a sign-in counts as a proof. */
const PROOF_MS = 15 * 60_000;
/** Each test looks at pages sixteen times or more. */
const LONG = { timeout: 600_000 };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const newAddress = () => `olga-${randomUUID().slice(0, 8)}@shop.example`;

async function owner(email = newAddress()): Promise<Person> {
  const person = await desk.person();
  await register(desk, person, { business: 'Corner Shop', name: 'Olga Owner', email });
  return person;
}

/** Returns a new public key, and its thumbprint as defined by RFC 7638. */
function publicJwk(): { text: string; thumbprint: string } {
  const { publicKey } = generateKeyPairSync('x25519');
  const { crv, kty, x } = publicKey.export({ format: 'jwk' });
  const named = JSON.stringify({ crv, kty, x });
  const thumbprint = createHash('sha256').update(named).digest('base64url');
  return { text: JSON.stringify({ kty, crv, x }), thumbprint };
}

test(
  'the public key: a sentence for an invalid one, its thumbprint, another one, none',
  LONG,
  async () => {
    const person = await owner();
    const { page } = person;
    const found: string[] = [];
    await page.getByRole('link', { name: 'Sealed codes' }).click();
    await page.getByText('Codes are not sealed', { exact: true }).waitFor();
    found.push(...(await lookAt(person, 'portal-public-key-none')));
    await page.getByRole('textbox', { name: 'Public key (JWK)' }).fill('{"kty":"RSA"}');
    desk.clock.advance(PROOF_MS);
    await page.getByRole('button', { name: 'Seal codes for this key' }).click();
    await prove(person, 'password');
    await page.getByText('The key is on neither of the curves', { exact: false }).waitFor();
    found.push(...(await lookAt(person, 'portal-public-key-refused')));
    const [first, second] = [publicJwk(), publicJwk()];
    await page.getByRole('textbox', { name: 'Public key (JWK)' }).fill(first.text);
    await page.getByRole('button', { name: 'Seal codes for this key' }).click();
    await page.getByText(first.thumbprint).waitFor();
    found.push(...(await lookAt(person, 'portal-public-key')));
    await page.getByRole('textbox', { name: 'Public key (JWK)' }).fill(second.text);
    await page.getByRole('button', { name: 'Replace the key' }).click();
    await page.getByText(second.thumbprint).waitFor();
    await page.getByRole('button', { name: 'Remove the key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove the key' });
    await dialog.getByRole('button', { name: 'Remove the key' }).click();
    await page.getByText('Codes are not sealed', { exact: true }).waitFor();
    expect(found).toEqual([]);
    expect(person.faults).toEqual([]);
  },
);

test('a key is restricted, and an extension is refused at its field', LONG, async () => {
  const person = await owner();
  const { page } = person;
  const found: string[] = [];
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByRole('button', { name: 'Issue a test key' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Web shop');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'I have saved it' }).click();
  const narrow = page.getByRole('button', { name: 'Restrict', exact: true });
  const dialog = page.getByRole('dialog');
  await narrow.click();
  await dialog.getByLabel('Only from these networks').fill('192.0.2.0/24');
  await dialog.getByLabel('claims').uncheck();
  await dialog.getByLabel('Spending cap a day, in USD').fill('250.00');
  found.push(...(await lookAt(person, 'portal-narrow-key')));
  await dialog.getByRole('button', { name: 'Restrict the key' }).click();
  await page.getByText('Networks: 192.0.2.0/24').waitFor();
  await page.getByText('at most 250.00 a day').waitFor();
  await narrow.click();
  expect(await dialog.getByLabel('claims').count()).toBe(0);
  await dialog.getByLabel('Spending cap a day, in USD').fill('900.00');
  await dialog.getByRole('button', { name: 'Restrict the key' }).click();
  await dialog.locator('[aria-invalid=true]').waitFor();
  expect(await dialog.getByLabel('Spending cap a day, in USD').getAttribute('aria-invalid')).toBe(
    'true',
  );
  found.push(...(await lookAt(person, 'portal-narrow-key-refused')));
  expect(found).toEqual([]);
  expect(person.faults).toEqual([]);
});

test('the signing secret of a webhook that staff registered is revealed once', LONG, async () => {
  const person = await owner();
  const { page } = person;
  const found: string[] = [];
  await page.goto(`${desk.shop.url}/portal/support/new?topic=webhook_registration`);
  await page.getByLabel('Address of your endpoint').fill('https://93.184.216.34/hook');
  await page.getByRole('textbox', { name: 'Message' }).fill('Please register it.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { level: 1, name: 'Webhook Registration' }).waitFor();
  const id = page.url().split('/').at(-1);
  const { visitor: agent } = await staff(desk.shop, 'support');
  await stepUp(desk.clock, agent);
  expect((await agent.post(`/tickets/${id}/register-webhook`)).status).toBe(200);
  await page.reload();
  const draw = page.getByRole('button', { name: 'Reveal the signing secret' });
  await draw.waitFor();
  found.push(...(await lookAt(person, 'portal-webhook-secret')));
  desk.clock.advance(PROOF_MS);
  await draw.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reveal the signing secret' }).click();
  await prove(person, 'password');
  const shown = page.getByRole('status', { name: 'Signing secret of your endpoint' });
  await shown.waitFor();
  const secret = (await shown.textContent()) ?? '';
  expect(secret).toMatch(/^whsec_/);
  found.push(...(await lookAt(person, 'portal-webhook-secret-shown')));
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await shown.waitFor({ state: 'detached' });
  expect(await draw.count()).toBe(0);
  expect(await page.content()).not.toContain(secret);
  expect(found).toEqual([]);
  expect(person.faults).toEqual([]);
});

test('a new e-mail is confirmed in the browser that is signed in', LONG, async () => {
  const [before, after] = [newAddress(), newAddress()];
  const person = await owner(before);
  const { page } = person;
  const found: string[] = [];
  await page.goto(`${desk.shop.url}/portal/settings/account`);
  await page.getByLabel('New e-mail').fill(after);
  desk.clock.advance(PROOF_MS);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await prove(person, 'password');
  await page.getByText(`We sent a link to ${after}.`, { exact: false }).waitFor();
  found.push(...(await lookAt(person, 'portal-account-email')));
  const link = `${desk.shop.url}/portal/confirm-email#token=${await tokenMailedTo(desk.shop, after)}`;
  const stranger = await desk.person();
  await stranger.page.goto(link);
  await stranger.page.getByText('Sign in first, in this browser', { exact: false }).waitFor();
  found.push(...(await lookAt(stranger, 'portal-confirm-email-stranger')));
  await stranger.page.reload();
  await stranger.page.getByText('This page is opened from a link', { exact: false }).waitFor();
  await page.goto(link);
  const use = page.getByRole('button', { name: 'Use this address' });
  await use.waitFor();
  expect(page.url()).not.toContain('token');
  found.push(...(await lookAt(person, 'portal-confirm-email')));
  await use.click();
  await page.getByRole('heading', { level: 1, name: 'Get started' }).waitFor();
  await stranger.page.goto(`${desk.shop.url}/portal/sign-in`);
  await stranger.page.getByLabel('E-mail').fill(after);
  await stranger.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await stranger.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await stranger.page.getByRole('heading', { level: 1, name: 'Get started' }).waitFor();
  expect(found).toEqual([]);
  expect([...person.faults, ...stranger.faults]).toEqual([]);
});

test(
  'the pages of invitations, second factors, recovery codes and passkeys look right',
  LONG,
  async () => {
    const person = await desk.person();
    const { page } = person;
    const found: string[] = [];
    await page.goto(await invitationToStaff(desk.shop, 'support'));
    await page.getByLabel('Your name').fill('Sam Support');
    found.push(...(await lookAt(person, 'console-join')));
    await page.getByRole('textbox', { name: 'New password' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create the account' }).click();
    await page.getByRole('button', { name: 'Set up an authenticator' }).waitFor();
    found.push(...(await lookAt(person, 'console-second-factor')));
    await page.getByRole('button', { name: 'Set up an authenticator' }).click();
    const secret = page.getByRole('status', { name: 'Secret' });
    await secret.waitFor();
    found.push(...(await lookAt(person, 'console-authenticator')));
    const authenticator = new Authenticator(desk, (await secret.textContent()) ?? '');
    await page.getByLabel('Code shown in the app').fill(authenticator.next());
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('button', { name: 'I have saved them' }).waitFor();
    found.push(...(await lookAt(person, 'console-recovery-codes')));
    await page.getByRole('button', { name: 'I have saved them' }).click();
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
    await page.goto(`${desk.shop.url}/console/account`);
    await page.getByRole('button', { name: 'Replace the authenticator' }).waitFor();
    found.push(...(await lookAt(person, 'console-account-set-up')));
    expect(found).toEqual([]);
    expect(person.faults).toEqual([]);
  },
);
