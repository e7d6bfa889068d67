import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import { lockForChange } from './change-user.ts';
import { actorOf, type Person, type User } from './person.ts';
import { endSession, endSessions, type ListedSession, listSessions } from './sessions.ts';
import { findStaff } from './store.ts';

/** The sessions of a member of staff that a request would still find. */
export async function listStaffSessions(
  db: Db,
  userId: string,
  at: Date,
): Promise<ListedSession[]> {
  return listSessions(db, await findStaff(db, userId), at);
}

/** Ends one session of a colleague; `not_found` where it is not theirs, `invalid_state` for the caller's own account. */
export async function endStaffSession(
  tx: Tx,
  userId: string,
  sessionId: string,
  caller: Person,
  by: By,
): Promise<void> {
  const colleague = await lockColleague(tx, userId, caller);
  if (!(await endSession(tx, userId, sessionId))) throw new Refusal('not_found');
  await recordAudit(tx, {
    ...by,
    action: 'user.session_ended',
    subject: actorOf(colleague),
    detail: { session: formatId('ses', sessionId) },
  });
}

/** Ends all sessions of a colleague, and sign-ins in progress; `invalid_state` for the caller's own account. */
export async function endStaffSessions(
  tx: Tx,
  userId: string,
  caller: Person,
  by: By,
): Promise<void> {
  const colleague = await lockColleague(tx, userId, caller);
  const { length: sessions } = await listSessions(tx, colleague, by.at);
  await endSessions(tx, userId, null);
  await recordAudit(tx, {
    ...by,
    action: 'user.sessions_ended',
    subject: actorOf(colleague),
    detail: { sessions },
  });
}

async function lockColleague(tx: Tx, userId: string, caller: Person): Promise<User> {
  await lockForChange(tx, 'staff', userId, caller);
  const colleague = await findStaff(tx, userId);
  if (userId !== caller.userId) return colleague;
  const detail = 'Your own sessions are ended in your settings.';
  throw invalidState('own_account', detail);
}
