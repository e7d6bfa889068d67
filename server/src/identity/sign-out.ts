import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Database } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Person, User } from './person.ts';
import { endSession, endSessions } from './sessions.ts';
import { lockPerson } from './standing.ts';
import { findUser } from './store.ts';

/** Ends the session of a person who goes. */
export async function signOut(database: Database, person: Person, by: By): Promise<void> {
  await database.transaction(async (tx) => {
    await lockPerson(tx, person);
    await endSession(tx, person.userId, person.session.sessionId);
    await recordAudit(tx, { ...by, action: 'sign_out', subject: by.actor });
  });
}

/** Ends one session of a person; `not_found` where it is not theirs. */
export async function revokeSession(
  database: Database,
  person: Person,
  sessionId: string,
): Promise<void> {
  const ended = await database.transaction(async (tx) => {
    await lockPerson(tx, person);
    return endSession(tx, person.userId, sessionId);
  });
  if (!ended) throw new Refusal('not_found');
}

/** Ends all sessions of a person but this one. */
export async function revokeOtherSessions(database: Database, person: Person): Promise<User> {
  return database.transaction(async (tx) => {
    await lockPerson(tx, person);
    await endSessions(tx, person.userId, person.session.sessionId);
    return findUser(tx, person.userId);
  });
}
