import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import { openText, sealText } from '../kit/sealed-text.ts';
import { writeLetter } from '../notifications/index.ts';
import type { IdentityParts, Origin } from './parts.ts';
import { deletePasskey, keepPasskey, type PasskeyAnswer, type Site } from './passkeys.ts';
import { actorOf, hasSecondFactor, needsSecondFactor, type Person, type User } from './person.ts';
import { totpPlace } from './prove.ts';
import { renewRecoveryCodes } from './recovery-codes.ts';
import { endSessions, type OpenedSession, openSession } from './sessions.ts';
import { lockPerson } from './standing.ts';
import { lockUser } from './store.ts';
import { newTotpSecret, totpStep, totpUri } from './totp.ts';

type FactorChange =
  | 'totp.set'
  | 'totp.removed'
  | 'passkey.added'
  | 'passkey.removed'
  | 'recovery_codes.renewed';

/** The result of setting up a factor. */
export interface SetUp {
  /** Shown once; empty if earlier codes stay valid. */
  readonly recoveryCodes: readonly string[];
  /** Present if the session could only set up a factor, and is active now. */
  readonly opened: OpenedSession | null;
}

/** A new secret, which is valid once a code of it is confirmed; until then the old one stays valid. */
export async function startTotp(
  { database, peopleKeys, shop }: IdentityParts,
  person: Person,
): Promise<{ secret: string; uri: string }> {
  const secret = newTotpSecret();
  const sealed = sealText(peopleKeys.seal, totpPlace(person.userId), secret);
  await database.transaction((tx) =>
    tx.query('UPDATE identity.users SET totp_waiting = $2 WHERE user_id = $1', [
      person.userId,
      sealed,
    ]),
  );
  return { secret, uri: totpUri(secret, shop.current().shownName, person.email) };
}

/** Gives an account without a second factor an authenticator whose secret somebody else has: the demo's operator needs no telephone. */
export async function giveTotp(
  { database, peopleKeys }: Pick<IdentityParts, 'database' | 'peopleKeys'>,
  user: User,
  secret: string,
  by: By,
): Promise<void> {
  const sealed = sealText(peopleKeys.seal, totpPlace(user.userId), secret);
  await database.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      'UPDATE identity.users SET totp_secret = $2 WHERE user_id = $1 AND totp_secret IS NULL',
      [user.userId, sealed],
    );
    if (rowCount === 0) return;
    await recordAudit(tx, { ...by, action: 'totp.set', subject: actorOf(user), detail: {} });
  });
}

/** Puts the pending secret in force. `proof_refused` for a wrong code, `invalid_state` without one. */
export async function confirmTotp(
  parts: IdentityParts,
  person: Person,
  code: string,
  origin: Origin,
): Promise<SetUp> {
  return parts.database.transaction(async (tx) => {
    const before = await lockPerson(tx, person);
    const { rows } = await tx.query<{ totp_waiting: Buffer | null }>(
      'SELECT totp_waiting FROM identity.users WHERE user_id = $1',
      [person.userId],
    );
    const sealed = rows[0]?.totp_waiting;
    if (!sealed) throw invalidState('not_started', 'Start to set one up first.');
    const secret = openText(parts.peopleKeys.seal, totpPlace(person.userId), sealed);
    const step = totpStep(secret, code, origin.at);
    if (step === null) throw new Refusal('proof_refused');
    await tx.query(
      `UPDATE identity.users
          SET totp_secret = totp_waiting, totp_waiting = NULL, totp_step = $2
        WHERE user_id = $1`,
      [person.userId, step],
    );
    return finish(tx, parts, person, before, 'totp.set', origin);
  });
}

export async function addPasskey(
  parts: IdentityParts,
  person: Person,
  site: Site,
  answer: PasskeyAnswer & { readonly name: string },
  origin: Origin,
): Promise<SetUp> {
  const done = await parts.database.transaction(async (tx) => {
    const before = await lockPerson(tx, person);
    const kept = await keepPasskey(tx, parts.peopleKeys, before, site, answer, origin.at);
    return kept ? finish(tx, parts, person, before, 'passkey.added', origin) : null;
  });
  if (!done) throw new Refusal('proof_refused');
  return done;
}

/**
 * The first factor of an account comes with recovery codes, and ends all sessions that were opened without a factor; the session
 * that set it up becomes active.
 */
async function finish(
  tx: Tx,
  parts: IdentityParts,
  person: Person,
  before: User,
  action: FactorChange,
  origin: Origin,
): Promise<SetUp> {
  const { peopleKeys } = parts;
  const isFirst = !hasSecondFactor(before);
  const { state, sessionId } = person.session;
  const recoveryCodes = isFirst ? await renewRecoveryCodes(tx, peopleKeys, person.userId) : [];
  if (isFirst) await endSessions(tx, person.userId, sessionId);
  await tell(tx, parts, person, action, origin);
  const user = await lockUser(tx, person.userId);
  const opened =
    state === 'enrolment'
      ? await openSession(tx, peopleKeys, user, 'all', origin, sessionId)
      : null;
  return { recoveryCodes, opened };
}

export async function removeTotp(
  parts: IdentityParts,
  person: Person,
  origin: Origin,
): Promise<void> {
  await parts.database.transaction(async (tx) => {
    const user = await lockPerson(tx, person);
    if (!user.hasTotp) {
      throw invalidState('not_set_up', 'No authenticator is set up.');
    }
    await removable(tx, user, { ...user, hasTotp: false });
    await tx.query(
      'UPDATE identity.users SET totp_secret = NULL, totp_waiting = NULL WHERE user_id = $1',
      [user.userId],
    );
    await tell(tx, parts, person, 'totp.removed', origin);
  });
}

export async function removePasskey(
  parts: IdentityParts,
  person: Person,
  passkeyId: string,
  origin: Origin,
): Promise<void> {
  await parts.database.transaction(async (tx) => {
    const user = await lockPerson(tx, person);
    if (!(await deletePasskey(tx, user.userId, passkeyId))) throw new Refusal('not_found');
    await removable(tx, user, { ...user, passkeys: user.passkeys - 1 });
    const detail = { passkey: formatId('psk', passkeyId) };
    await tell(tx, parts, person, 'passkey.removed', origin, detail);
  });
}

/** Recovery codes are no factor of their own: they are deleted with the last one. */
async function removable(tx: Tx, user: User, after: User): Promise<void> {
  if (hasSecondFactor(after)) return;
  if (needsSecondFactor(user)) {
    const detail = 'Your role needs a second factor; set up another one first.';
    throw invalidState('last_factor', detail);
  }
  await tx.query('DELETE FROM identity.recovery_codes WHERE user_id = $1', [user.userId]);
}

export async function renewCodes(
  parts: IdentityParts,
  person: Person,
  origin: Origin,
): Promise<string[]> {
  return parts.database.transaction(async (tx) => {
    const user = await lockPerson(tx, person);
    if (!hasSecondFactor(user)) {
      throw invalidState('not_set_up', 'Set up a second factor first.');
    }
    const codes = await renewRecoveryCodes(tx, parts.peopleKeys, user.userId);
    await tell(tx, parts, person, 'recovery_codes.renewed', origin);
    return codes;
  });
}

/** Recorded in the audit and sent to the owner by e-mail, because a thief would change this first. */
async function tell(
  tx: Tx,
  notifier: IdentityParts,
  person: Person,
  action: FactorChange,
  origin: Origin,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { at, address, requestId } = origin;
  const actor = actorOf(person);
  await recordAudit(tx, { at, address, requestId, actor, action, subject: actor, detail });
  await writeLetter(tx, notifier, action, person, { at, address });
}
