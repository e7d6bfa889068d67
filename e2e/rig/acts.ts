import { tokenMailedTo } from '@psnb2b/server/testkit/people';
import { TOTP } from 'otpauth';
import type { Desk, Person } from './desk.ts';

/** Long, and on no list of common ones. */
export const PASSWORD = 'nine quiet lamps over water';
const CODE_MS = 30_000;

/** Fills in the registration, follows the link of the e-mail, and opens the portal. */
export async function register(
  desk: Desk,
  { page }: Person,
  who: { business: string; name: string; email: string },
): Promise<void> {
  await page.goto(`${desk.shop.url}/portal/sign-up`);
  await page.getByLabel('Business name').fill(who.business);
  await page.getByRole('combobox', { name: 'Country' }).fill('Germany');
  await page.getByRole('option', { name: 'Germany' }).click();
  await page.getByLabel('Your name').fill(who.name);
  await page.getByLabel('Work e-mail').fill(who.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('heading', { name: 'Check your inbox' }).waitFor();
  const token = await tokenMailedTo(desk.shop, who.email);
  await page.goto(`${desk.shop.url}/portal/sign-up/confirm#token=${token}`);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm and sign in' }).click();
  await page.getByRole('heading', { name: 'Get started' }).waitFor();
}

/** An authenticator; each call returns a code that was not used before. */
export class Authenticator {
  readonly #totp: TOTP;
  readonly #desk: Desk;

  constructor(desk: Desk, secret: string) {
    this.#desk = desk;
    this.#totp = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 });
  }

  next(): string {
    this.#desk.clock.advance(CODE_MS);
    return this.#totp.generate({ timestamp: this.#desk.clock.now().getTime() });
  }
}

/** Accepts an invitation to the staff and sets up the required second factor. */
export async function joinStaff(
  desk: Desk,
  { page }: Person,
  link: string,
  name: string,
): Promise<Authenticator> {
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('textbox', { name: 'New password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('button', { name: 'Set up an authenticator' }).click();
  const authenticator = await readSecret(desk, page);
  await page.getByLabel('Code shown in the app').fill(authenticator.next());
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('button', { name: 'I have saved them' }).click();
  await page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
  return authenticator;
}

async function readSecret(desk: Desk, page: Person['page']): Promise<Authenticator> {
  const secret = page.getByRole('status', { name: 'Secret' });
  await secret.waitFor();
  return new Authenticator(desk, (await secret.textContent()) ?? '');
}

/** Signs in as a member of staff whose session is over, and is back on the page that was asked for. */
export async function signInAsStaff(
  { page }: Person,
  email: string,
  authenticator: Authenticator,
): Promise<void> {
  const submit = page.getByRole('button', { name: 'Sign in', exact: true });
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await submit.click();
  await page.getByLabel('Authenticator code').fill(authenticator.next());
  await submit.click();
  await submit.waitFor({ state: 'detached' });
}

/** Proves again who is acting, in the dialog that asks for it. */
export async function prove({ page }: Person, proof: Authenticator | 'password'): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  const field = proof === 'password' ? 'Password' : 'Authenticator code';
  await dialog
    .getByRole('textbox', { name: field })
    .fill(proof === 'password' ? PASSWORD : proof.next());
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await dialog.waitFor({ state: 'detached' });
}
