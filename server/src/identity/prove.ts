import type { Proof, ProofMethod } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { openText } from '../kit/sealed-text.ts';
import { checkFailures, countFailure, forgetFailures, takeTurn } from './failures.ts';
import type { IdentityParts, Origin } from './parts.ts';
import { checkPasskey, type Site } from './passkeys.ts';
import { knownAs } from './passwords.ts';
import { hashOf } from './people-keys.ts';
import { actorOf, hasSecondFactor, type Person, type User } from './person.ts';
import { takeRecoveryCode } from './recovery-codes.ts';
import { endSession } from './sessions.ts';
import { lockPerson } from './standing.ts';
import { findUser, passwordOf } from './store.ts';
import { totpStep } from './totp.ts';

/** How many failed attempts a session may have; then it ends, and the password is required again. */
const SESSION_FAILURES_MAX = 5;

/** The methods of proof that a user has: the password counts only without a second factor. */
export function proofMethodsOf(user: User): ProofMethod[] {
  if (!hasSecondFactor(user)) return ['password'];
  return [
    ...(user.hasTotp ? (['totp'] as const) : []),
    ...(user.passkeys > 0 ? (['passkey'] as const) : []),
    ...(user.recoveryCodes > 0 ? (['recovery_code'] as const) : []),
  ];
}

/**
 * Checks a proof, and on success runs `work` in the same commit. A failed attempt is counted for the account and for the session,
 * and refused with `proof_refused`; a used code is used up.
 */
export async function prove<Result>(
  parts: IdentityParts,
  person: Person,
  proof: Proof,
  site: () => Site,
  origin: Origin,
  work: (tx: Tx, user: User) => Promise<Result>,
): Promise<Result> {
  const { database, peopleKeys } = parts;
  checkMembers(proof);
  const subject = hashOf(peopleKeys, 'proof', person.userId);
  await checkFailures(database.reads, subject, origin.at);
  // Before the transaction: hashing takes long, and no lock is held then.
  const stored = await passwordOf(database.reads, person.userId);
  const matches =
    proof.method === 'password' &&
    (await parts.passwords.verify(
      stored,
      required(proof.password, CHECKED),
      knownAs(person.userId),
    ));
  const done = await database.transaction(async (tx) => {
    const user = await lockPerson(tx, person);
    await takeTurn(tx, subject, origin.at);
    const allowed = proofMethodsOf(user).includes(proof.method);
    const right =
      allowed &&
      (proof.method === 'password'
        ? matches && (await passwordOf(tx, user.userId)) === stored
        : await checkFactor(tx, parts, user, proof, site, origin.at));
    const by = { at: origin.at, address: origin.address, requestId: origin.requestId };
    const actor = actorOf(user);
    const detail = { method: proof.method };
    if (!right) {
      await countFailure(tx, subject, origin.at);
      await countSessionFailure(tx, person);
      await recordAudit(tx, { ...by, actor, action: 'proof.refused', subject: actor, detail });
      return null;
    }
    await forgetFailures(tx, subject);
    await recordAudit(tx, { ...by, actor, action: 'proof.given', subject: actor, detail });
    // Read again: one recovery code fewer may be left.
    return { result: await work(tx, await findUser(tx, user.userId)) };
  });
  if (!done) throw new Refusal('proof_refused');
  return done.result;
}

const CHECKED = 'a proof has the members of its method';

function checkMembers(proof: Proof): void {
  const wanted = {
    password: ['password'],
    totp: ['code'],
    recovery_code: ['code'],
    passkey: ['flow', 'response'],
  } as const satisfies Record<ProofMethod, readonly (keyof Proof)[]>;
  const missing = wanted[proof.method].filter((name) => proof[name] === undefined);
  const faults = missing.map((name) => ({
    pointer: `/${name}`,
    code: 'required' as const,
    detail: 'It is required for this method.',
  }));
  if (faults.length > 0) throw invalid(...faults);
}

async function checkFactor(
  tx: Tx,
  parts: IdentityParts,
  user: User,
  proof: Proof,
  site: () => Site,
  at: Date,
): Promise<boolean> {
  switch (proof.method) {
    case 'totp':
      return useTotp(tx, parts, user, required(proof.code, CHECKED), at);
    case 'recovery_code':
      return takeRecoveryCode(tx, parts.peopleKeys, user.userId, required(proof.code, CHECKED));
    case 'passkey': {
      const answer = {
        flow: required(proof.flow, CHECKED),
        response: required(proof.response, CHECKED),
      };
      const owner = await checkPasskey(tx, parts.peopleKeys, user.webApp, site(), answer, at);
      return owner === user.userId;
    }
    case 'password':
      return false;
    default:
      return proof.method satisfies never;
  }
}

/** Each code works once: the row stores the last step, and no earlier or equal one is valid again. */
async function useTotp(
  tx: Tx,
  { peopleKeys }: IdentityParts,
  user: User,
  code: string,
  at: Date,
): Promise<boolean> {
  const { rows } = await tx.query<{ totp_secret: Buffer | null }>(
    'SELECT totp_secret FROM identity.users WHERE user_id = $1',
    [user.userId],
  );
  const sealed = rows[0]?.totp_secret;
  if (!sealed) return false;
  const secret = openText(peopleKeys.seal, totpPlace(user.userId), sealed);
  return useStep(tx, user.userId, totpStep(secret, code, at));
}

async function useStep(tx: Tx, userId: string, step: number | null): Promise<boolean> {
  if (step === null) return false;
  const { rowCount } = await tx.query(
    'UPDATE identity.users SET totp_step = $2 WHERE user_id = $1 AND totp_step < $2',
    [userId, step],
  );
  return rowCount === 1;
}

/** What an authenticator's secret is bound to. */
export function totpPlace(userId: string): string {
  return `identity.users ${userId} totp`;
}

async function countSessionFailure(tx: Tx, person: Person): Promise<void> {
  const { rows } = await tx.query<{ failures: number }>(
    `UPDATE identity.sessions SET failures = failures + 1 WHERE session_id = $1
     RETURNING failures`,
    [person.session.sessionId],
  );
  const [session] = rows;
  if (session && session.failures >= SESSION_FAILURES_MAX) {
    await endSession(tx, person.userId, person.session.sessionId);
  }
}
