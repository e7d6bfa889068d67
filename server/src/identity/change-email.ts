import { recordAudit } from '../audit/index.ts';
import { sqlState, type Tx } from '../kit/database/index.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import { invalid, invalidState, limitReached, Refusal } from '../kit/refusal.ts';
import { HOUR_MS } from '../kit/time.ts';
import { writeLetter } from '../notifications/index.ts';
import { findLink, insertLink, revokeLinks, useLink } from './links.ts';
import type { IdentityParts, Origin } from './parts.ts';
import { actorOf, type Person } from './person.ts';
import { refuseSecondAccount } from './same-mailbox.ts';
import { endSessions } from './sessions.ts';
import { lockPerson } from './standing.ts';
import { findUser } from './store.ts';

/** Limit per person and hour: the e-mails go to addresses that nobody has confirmed. */
const ASKED_MAX = 5;
const UNIQUE_VIOLATION = '23505';

/**
 * A person requests another e-mail address. It costs one row, whether that address has an account or not: the worker finds out
 * and writes to the address. Earlier requests become invalid.
 */
export async function askForEmailChange(
  { database }: IdentityParts,
  person: Person,
  email: EmailAddress,
  { at, address, requestId }: Origin,
): Promise<void> {
  if (email === person.email) {
    throw invalid({
      pointer: '/email',
      code: 'taken',
      detail: 'This is already your e-mail address.',
    });
  }
  const { userId, webApp, name } = person;
  await database.transaction(async (tx) => {
    await lockPerson(tx, person);
    if (webApp === 'console') await refuseSecondAccount(tx, email, { except: userId, at });
    await checkAsked(tx, userId, at);
    await revokeLinks(tx, userId, at, 'email_change');
    await insertLink(tx, { webApp, kind: 'email_change', email, userId, name, at });
    const actor = actorOf(person);
    const act = { action: 'email.change_asked' as const, subject: actor, detail: { email } };
    await recordAudit(tx, { at, address, requestId, actor, ...act });
  });
}

/**
 * Changes an account's e-mail address to the one that its link was sent to. Only the person who requested it can do so, signed
 * in: if the address was mistyped, its owner gets no access. In one commit the other sessions end, earlier links become invalid,
 * and the old address is notified.
 */
export async function changeEmail(
  parts: IdentityParts,
  person: Person,
  token: string,
  { at, address, requestId }: Origin,
): Promise<Person> {
  const { database, peopleKeys } = parts;
  const { userId, webApp, session } = person;
  const link = await findLink(database.reads, peopleKeys, webApp, token, at);
  if (link.kind !== 'email_change' || link.userId !== userId) throw new Refusal('link_invalid');
  return database.transaction(async (tx) => {
    const { email: before, name } = await lockPerson(tx, person);
    await useLink(tx, link.linkId, at);
    if (webApp === 'console') await refuseSecondAccount(tx, link.email, { except: userId, at });
    await storeEmail(tx, userId, link.email);
    await revokeLinks(tx, userId, at);
    await endSessions(tx, userId, session.sessionId);
    const actor = actorOf(person);
    const detail = { before, after: link.email };
    const act = { action: 'email.changed' as const, subject: actor, detail };
    await recordAudit(tx, { at, address, requestId, actor, ...act });
    const facts = { email: link.email, at, address };
    await writeLetter(tx, parts, 'email_changed', { email: before, name }, facts);
    return { ...(await findUser(tx, userId)), session };
  });
}

async function checkAsked(tx: Tx, userId: string, at: Date): Promise<void> {
  const { rows } = await tx.query<{ count: number; first_at: Date }>(
    `SELECT count(*), min(created_at) AS first_at FROM identity.links
      WHERE user_id = $1 AND kind = 'email_change' AND created_at > $2`,
    [userId, new Date(at.getTime() - HOUR_MS)],
  );
  const [asked] = rows;
  if (!asked || asked.count < ASKED_MAX) return;
  const detail = `You can change it at most ${ASKED_MAX} times an hour; use the newest link, or try again later.`;
  const resetsAt = new Date(asked.first_at.getTime() + HOUR_MS);
  throw limitReached({ limit: ASKED_MAX, used: asked.count, resetsAt }, detail);
}

/** An account that was created with the address meanwhile keeps it. */
async function storeEmail(tx: Tx, userId: string, email: string): Promise<void> {
  try {
    await tx.query('UPDATE identity.users SET email = $2 WHERE user_id = $1', [userId, email]);
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    const detail = 'This address has its own account now; nothing was changed.';
    throw invalidState('account_exists', detail);
  }
}
