import type { WebApp } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import { rateLimited } from '../kit/limits/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { type Device, isDeviceOf } from './device.ts';
import { checkFailures, countFailure, forgetFailures, takeTurn } from './failures.ts';
import type { IdentityParts, Origin } from './parts.ts';
import { knownAs, strangerFrom } from './passwords.ts';
import { hashOf } from './people-keys.ts';
import { actorOf } from './person.ts';
import { type OpenedSession, openSession } from './sessions.ts';
import { findUserByEmail, lockUserByEmail } from './store.ts';
import { ofStranger } from './visitors.ts';

/**
 * Signs in with e-mail address and password. Unknown, disabled and wrong are one refusal, `sign_in_refused`, after the same work:
 * one look-up, one hash, one transaction with the same rows. `device`: the content of the device cookie. If it is of this very
 * account, it has its own place in the queue for hashes, and its failures count separately. A cookie of another account counts by
 * its address.
 */
export async function signIn(
  parts: IdentityParts,
  webApp: WebApp,
  { email, password }: { readonly email: EmailAddress; readonly password: string },
  origin: Origin,
  browser: { readonly device: Device | null; readonly sessionId: string | null },
): Promise<OpenedSession> {
  const { database, peopleKeys, passwords, visitors } = parts;
  const user = await findUserByEmail(database.reads, webApp, email);
  const { device } = browser;
  const isKnown = device !== null && isDeviceOf(peopleKeys, device, user);
  if (device && !isKnown) {
    const taken = await visitors.strangers.take(ofStranger(webApp, 'act', origin.address));
    if (!taken.allowed) throw rateLimited(taken);
  }
  const mark = isKnown ? device.nonce : '';
  const subject = hashOf(peopleKeys, 'sign-in', `${webApp} ${email} ${mark}`);
  await checkFailures(database.reads, subject, origin.at);
  const turn = isKnown ? knownAs(device.account) : strangerFrom(origin.address);
  const right = await passwords.verify(user?.password ?? null, password, turn);
  const opened = await database.transaction(async (tx) => {
    await takeTurn(tx, subject, origin.at);
    // Password, address and state may have changed while the hash was computed.
    const now = await lockUserByEmail(tx, webApp, email);
    const holds = right && now && now.epoch === user?.epoch && now.userId === user.userId;
    const by = { at: origin.at, address: origin.address, requestId: origin.requestId };
    if (!holds || now.disabledAt) {
      await countFailure(tx, subject, origin.at);
      const nobody = `${webApp}:unknown`;
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
