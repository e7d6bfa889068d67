import type { PartnerRole, StaffRole, WebApp } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import { writeLetter } from '../notifications/index.ts';
import { checkNames } from './check-name.ts';
import { checkPassword } from './check-password.ts';
import { countLinkFailure, findLink, type Link, revokeLinks, useLink } from './links.ts';
import { notify } from './notify.ts';
import type { IdentityParts, Origin } from './parts.ts';
import { knownAs, strangerFrom } from './passwords.ts';
import { actorOf, type Person, type User } from './person.ts';
import { hasColleague } from './same-mailbox.ts';
import { endSessions, type OpenedSession, openSession } from './sessions.ts';
import { lockPerson } from './standing.ts';
import { findUser, insertUser, lockUser } from './store.ts';

/** Accepts an invitation: creates the account, uses the link up and signs in, in one commit. */
export async function acceptInvitation(
  parts: IdentityParts,
  webApp: WebApp,
  given: { readonly token: string; readonly name: string; readonly password: string },
  origin: Origin,
): Promise<OpenedSession> {
  const { database, peopleKeys, passwords } = parts;
  const link = await findLink(database.reads, peopleKeys, webApp, given.token, origin.at);
  if (link.kind !== 'invitation') throw new Refusal('link_invalid');
  checkNames({ name: given.name });
  await checkPassword(given.password, [link.email, given.name]);
  const password = await passwords.hash(given.password, strangerFrom(origin.address));
  return database.transaction(async (tx) => {
    // Before the link is used: an invitation locks the mailbox before the links, too.
    const isSecond = webApp === 'console' && (await hasColleague(tx, link.email));
    if (isSecond) {
      const detail = 'A colleague has an account with this mailbox, under another spelling of it.';
      throw invalidState('account_exists', detail);
    }
    await useLink(tx, link.linkId, origin.at);
    const role = link.role as PartnerRole | StaffRole;
    const person = { role, name: given.name, password, accessBy: link.invitedBy };
    const user = await insertUser(tx, { ...link, ...person, at: origin.at });
    if (!user) {
      const detail = 'This address already has an account; sign in with it.';
      throw invalidState('account_exists', detail);
    }
    const actor = actorOf(user);
    const { at, address, requestId } = origin;
    await recordAudit(tx, {
      ...{ at, address, requestId, actor, action: 'invitation.accepted', subject: actor },
      detail: { role, email: user.email },
    });
    const group = link.partnerId === null ? 'staff' : { partnerId: link.partnerId };
    await notify(tx, 'invitation.accepted', group, { name: given.name, role, at });
    return openSession(tx, peopleKeys, user, 'password', origin, null);
  });
}

/**
 * Checks a sign-up's link and the password that was chosen with it. So nobody gets an account who can only read the inbox, or who
 * only registered somebody else's address. Then `found` creates the business in the same commit, and its id is given to the
 * owner's account.
 */
export async function confirmSignUp(
  parts: IdentityParts,
  given: { readonly token: string; readonly password: string },
  origin: Origin,
  found: (tx: Tx, link: Link) => Promise<string>,
): Promise<OpenedSession> {
  const { database, peopleKeys, passwords } = parts;
  const link = await findLink(database.reads, peopleKeys, 'portal', given.token, origin.at);
  if (link.kind !== 'sign_up' || link.password === null) throw new Refusal('link_invalid');
  const { password } = link;
  if (!(await passwords.verify(password, given.password, strangerFrom(origin.address)))) {
    await database.transaction((tx) => countLinkFailure(tx, link.linkId, origin.at));
    throw new Refusal('sign_in_refused', {}, { detail: 'This is not the password you chose.' });
  }
  return database.transaction(async (tx) => {
    await useLink(tx, link.linkId, origin.at);
    const partnerId = await found(tx, link);
    const user = await insertUser(tx, {
      ...{ webApp: 'portal', partnerId, email: link.email },
      name: required(link.name, 'a sign-up names its person'),
      ...{ role: 'owner', password, accessBy: null, at: origin.at },
    });
    if (!user) throw new Refusal('link_invalid');
    const actor = actorOf(user);
    const { at, address, requestId } = origin;
    await recordAudit(tx, {
      at,
      address,
      requestId,
      actor,
      action: 'user.created',
      subject: actor,
      detail: { role: user.role, email: user.email },
    });
    return openSession(tx, peopleKeys, user, 'password', origin, null);
  });
}

/** Sets a new password by a link, and ends all sessions. The second factor stays as it is. */
export async function resetPassword(
  parts: IdentityParts,
  webApp: WebApp,
  given: { readonly token: string; readonly password: string },
  origin: Origin,
): Promise<User> {
  const { database, peopleKeys, passwords } = parts;
  const link = await findLink(database.reads, peopleKeys, webApp, given.token, origin.at);
  const { userId } = link;
  if (link.kind !== 'password_reset' || userId === null) throw new Refusal('link_invalid');
  const user = await findUser(database.reads, userId);
  await checkPassword(given.password, [user.email, user.name]);
  const password = await passwords.hash(given.password, strangerFrom(origin.address));
  return database.transaction(async (tx) => {
    await lockUser(tx, userId);
    await useLink(tx, link.linkId, origin.at);
    await storePassword(tx, parts, user, password, null, origin);
    return findUser(tx, userId);
  });
}

/** Changes the person's own password; all other sessions end. */
export async function changePassword(
  parts: IdentityParts,
  person: Person,
  given: string,
  origin: Origin,
): Promise<User> {
  await checkPassword(given, [person.email, person.name]);
  const password = await parts.passwords.hash(given, knownAs(person.userId));
  const { sessionId } = person.session;
  return parts.database.transaction(async (tx) => {
    const user = await lockPerson(tx, person);
    await storePassword(tx, parts, user, password, sessionId, origin);
    return findUser(tx, user.userId);
  });
}

async function storePassword(
  tx: Tx,
  notifier: IdentityParts,
  user: Pick<Person, 'userId' | 'webApp' | 'email' | 'name'>,
  password: string,
  keep: string | null,
  { at, address, requestId }: Origin,
): Promise<void> {
  await tx.query('UPDATE identity.users SET password = $2 WHERE user_id = $1', [
    user.userId,
    password,
  ]);
  await revokeLinks(tx, user.userId, at);
  await endSessions(tx, user.userId, keep);
  const actor = actorOf(user);
  await recordAudit(tx, {
    at,
    address,
    requestId,
    actor,
    action: 'password.changed',
    subject: actor,
  });
  await writeLetter(tx, notifier, 'password_changed', user, { at, address });
}
