import type { SignUp, WebApp } from '@psnb2b/contract';
import { type EmailAddress, readEmail } from '../kit/email-address.ts';
import { spendQuotaOfAddress } from '../quotas/index.ts';
import { checkNames } from './check-name.ts';
import { checkPassword } from './check-password.ts';
import { insertLink } from './links.ts';
import type { IdentityParts } from './parts.ts';
import { strangerFrom } from './passwords.ts';

/** The contract's default for a sign-up that names none. */
const CURRENCY_DEFAULT = 'USD';

/** The caller has no account to count by, only a network. */
interface Asker {
  readonly at: Date;
  readonly address: string;
}

/**
 * A stranger registers a business. It costs one hash and one row, whether the address has an account or not: the worker finds out
 * and writes to the address.
 */
export async function askToSignUp(
  parts: IdentityParts,
  given: SignUp,
  { at, address }: Asker,
): Promise<void> {
  const email = readEmail(given.email);
  checkNames({ name: given.name, business_name: given.business_name });
  await checkPassword(given.password, [email, given.name, given.business_name]);
  const password = await parts.passwords.hash(given.password, strangerFrom(address));
  await parts.database.transaction(async (tx) => {
    await insertLink(tx, {
      ...{ webApp: 'portal', kind: 'sign_up', email, name: given.name, password, at },
      business: given.business_name,
      country: given.country,
      currency: given.currency ?? CURRENCY_DEFAULT,
    });
    await spendQuotaOfAddress(tx, 'link_requests', { address, at });
  });
}

/** Somebody forgot a password. It costs one row, whether there is such an account or not. */
export async function askForPasswordReset(
  { database }: IdentityParts,
  webApp: WebApp,
  email: EmailAddress,
  { at, address }: Asker,
): Promise<void> {
  await database.transaction(async (tx) => {
    await insertLink(tx, { webApp, kind: 'password_reset', email, at });
    await spendQuotaOfAddress(tx, 'link_requests', { address, at });
  });
}
