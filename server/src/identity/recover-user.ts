import { resetFactors } from './change-user.ts';
import { linkUrl } from './link-url.ts';
import { insertLink, newLinkToken } from './links.ts';
import type { IdentityParts } from './parts.ts';
import type { User } from './person.ts';

/**
 * For a member of staff who is locked out completely: removes their second factors, ends their sessions, and returns a link that
 * sets a new password, once, within an hour.
 */
export async function recoverUser(
  parts: IdentityParts,
  { userId, webApp, email }: User,
  by: { readonly actor: string; readonly at: Date },
): Promise<string> {
  const { database, peopleKeys, publicUrl } = parts;
  const { token, hash } = newLinkToken(peopleKeys);
  await database.transaction(async (tx) => {
    await resetFactors(tx, parts, 'staff', userId, by);
    const kind = 'password_reset';
    await insertLink(tx, { webApp, kind, email, userId, tokenHash: hash, at: by.at });
  });
  return linkUrl(publicUrl(), webApp, 'password_reset', token);
}
