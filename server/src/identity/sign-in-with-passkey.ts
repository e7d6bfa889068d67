import type { WebApp } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { IdentityParts, Origin } from './parts.ts';
import { checkPasskey, type PasskeyAnswer, type Site } from './passkeys.ts';
import { actorOf } from './person.ts';
import { type OpenedSession, openSession } from './sessions.ts';
import { findUser } from './store.ts';

/** Signs in with a passkey: one that verified its user counts as both factors. `replaces`: the session that ends. */
export async function signInWithPasskey(
  { database, peopleKeys }: IdentityParts,
  webApp: WebApp,
  answer: PasskeyAnswer,
  site: Site,
  origin: Origin,
  replaces: string | null,
): Promise<OpenedSession> {
  const opened = await database.transaction(async (tx) => {
    const userId = await checkPasskey(tx, peopleKeys, webApp, site, answer, origin.at);
    if (userId === null) return null;
    const user = await findUser(tx, userId);
    const actor = actorOf(user);
    const by = { actor, at: origin.at, address: origin.address, requestId: origin.requestId };
    await recordAudit(tx, { ...by, action: 'sign_in.passkey', subject: actor });
    return openSession(tx, peopleKeys, user, 'all', origin, replaces);
  });
  if (opened) return opened;
  const detail = 'This passkey was not accepted; try again, or sign in with your password.';
  throw new Refusal('sign_in_refused', {}, { detail });
}
