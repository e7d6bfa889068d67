import type { Door } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { checkFailures, countFailure, forgetFailures, takeTurn } from './failures.ts';
import type { IdentityParts, Origin } from './parts.ts';
import { hashOf } from './people-keys.ts';
import { actorOf, normaliseEmail } from './person.ts';
import { type OpenedSession, openSession } from './sessions.ts';
import { findUserByEmail, lockUserByEmail } from './store.ts';

/**
 * Signs in with e-mail and password. Unknown, disabled and wrong are one refusal, `sign_in_refused`,
 * after the same work: one look-up, one hash, one transaction with the same rows. `device`: the mark
 * of a browser that signed in to this account before; its failures count apart.
 */
export async function signIn(
  parts: IdentityParts,
  door: Door,
  given: { readonly email: string; readonly password: string },
  origin: Origin,
  browser: { readonly device: string | null; readonly sessionId: string | null },
): Promise<OpenedSession> {
  const { database, peopleKeys, passwords } = parts;
  const email = normaliseEmail(given.email);
  const subject = hashOf(peopleKeys, 'sign-in', `${door} ${email} ${browser.device ?? ''}`);
  await checkFailures(database.reads, subject, origin.at);
  const user = await findUserByEmail(database.reads, door, email);
  const right = await passwords.verify(user?.password ?? null, given.password);
  const opened = await database.transaction(async (tx) => {
    await takeTurn(tx, subject, origin.at);
    // Password, address and state may have changed while the hash was made.
    const now = await lockUserByEmail(tx, door, email);
    const holds = right && now && now.epoch === user?.epoch && now.userId === user.userId;
    const by = { at: origin.at, address: origin.address, requestId: origin.requestId };
    if (!holds || now.disabledAt) {
      await countFailure(tx, subject, origin.at);
      const nobody = `${door}:unknown`;
      await recordAudit(tx, {
        ...by,
        actor: nobody,
        action: 'sign_in.refused',
        subject: now ? actorOf(now) : nobody,
      });
      return null;
    }
    await forgetFailures(tx, subject);
    const session = await openSession(tx, peopleKeys, now, 'password', origin, browser.sessionId);
    const { state } = session.person.session;
    const actor = actorOf(now);
    await recordAudit(tx, {
      ...by,
      actor,
      action: 'sign_in.password',
      subject: actor,
      detail: { state },
    });
    return session;
  });
  if (!opened) throw new Refusal('sign_in_refused');
  return opened;
}
