import type { SessionState, WebAppOperation } from '@psnb2b/contract';
import type { CommitCheck, Tx } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Person, User } from './person.ts';
import { findUser } from './store.ts';

/** Transactions that have held the lock of their person since they checked. */
const looked = new WeakSet<Tx>();
/** Who may make the call that a person was admitted to. */
const rolesOf = new WeakMap<Person, WebAppOperation['roles']>();

/**
 * The check before every commit of a person's call: they must still be signed in as they were admitted. The row stays locked
 * until the commit, so that a removal and an act happen one after the other: `session_required` or `role_missing`, and nothing is
 * committed. It runs last, when everything else is locked, and waits only for changes of this very person.
 */
export function checkStanding(person: Person, roles: WebAppOperation['roles']): CommitCheck {
  rolesOf.set(person, roles);
  return async (tx) => {
    if (!looked.has(tx)) await look(tx, person, 'SHARE');
  };
}

/**
 * Locks and checks the person before anything is done: for acts that end the person's own session or change their own role, which
 * the check before the commit would mistake for a removal.
 */
export async function lockPerson(tx: Tx, person: Person): Promise<User> {
  await look(tx, person, 'NO KEY UPDATE');
  looked.add(tx);
  return findUser(tx, person.userId);
}

async function look(tx: Tx, person: Person, lock: 'SHARE' | 'NO KEY UPDATE'): Promise<void> {
  const { userId, session } = person;
  const { rows } = await tx.query<{ role: string; state: SessionState; proven_at: Date | null }>(
    `SELECT u.role, s.state, s.proven_at
       FROM identity.users u JOIN identity.sessions s USING (user_id)
      WHERE u.user_id = $1 AND s.session_id = $2 AND u.disabled_at IS NULL
        FOR ${lock} OF u FOR KEY SHARE OF s`,
    [userId, session.sessionId],
  );
  const now = rows[0];
  const isProven = session.provenAt === null || (now?.proven_at ?? null) !== null;
  if (now?.state !== session.state || !isProven) throw new Refusal('session_required');
  // A person who kept the right but has another role now may have been served by rules of the old role.
  const roles = rolesOf.get(person) ?? 'any';
  if (now.role === person.role || roles === 'any') return;
  const detail = 'Your role was changed meanwhile; nothing was done.';
  throw new Refusal('role_missing', { roles: [...roles] }, { detail });
}
