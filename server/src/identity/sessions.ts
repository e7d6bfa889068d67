import { randomBytes } from 'node:crypto';
import type { SessionState, WebApp } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Origin } from './parts.ts';
import { hashOf, type PeopleKeys } from './people-keys.ts';
import { type Person, type PersonOf, type User, userColumns } from './person.ts';
import { SESSION_LIFE, sessionLifeMs, stateAfterPassword } from './session.ts';
import { lockUser } from './store.ts';

const SESSIONS_MAX = 20;
const USER_AGENT_MAX = 300;

export interface OpenedSession {
  readonly person: Person;
  /** For the cookie; only its hash is kept. */
  readonly token: string;
  /** Whole seconds until it ends at the latest. */
  readonly maxAge: number;
}

/**
 * Opens a session with a new id and cookie, in the state that the proof allows; `replaces` ends the browser's previous session.
 * `seen` is the user when the proof was checked: if sessions were ended since then, this one is not opened either
 * (`sign_in_refused`). Of more than 20 sessions of a person those unused for longest end.
 */
export async function openSession(
  tx: Tx,
  keys: PeopleKeys,
  seen: User,
  proven: 'password' | 'all',
  origin: Origin,
  replaces: string | null,
): Promise<OpenedSession> {
  const user = await lockUser(tx, seen.userId);
  if (user.disabledAt || user.epoch !== seen.epoch) throw new Refusal('sign_in_refused');
  const state = proven === 'all' ? 'active' : stateAfterPassword(user);
  if (replaces !== null) {
    // Whoever's it was: its cookie is overwritten, so nobody could end it afterwards.
    await tx.query('DELETE FROM identity.sessions WHERE session_id = $1', [replaces]);
  }
  const token = randomBytes(32).toString('base64url');
  const sessionId = newUuid(origin.at.getTime());
  const lifeMs = sessionLifeMs(user.webApp, state);
  const expiresAt = new Date(origin.at.getTime() + lifeMs);
  const provenAt = state === 'second_factor' ? null : origin.at;
  await tx.query(
    `INSERT INTO identity.sessions (session_id, token_hash, user_id, state, proven_at, address,
                                    user_agent, created_at, last_used_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
    [
      sessionId,
      sessionHash(keys, token),
      user.userId,
      state,
      provenAt,
      origin.address,
      origin.userAgent.slice(0, USER_AGENT_MAX),
      origin.at,
      expiresAt,
    ],
  );
  await tx.query(
    `DELETE FROM identity.sessions WHERE user_id = $1 AND session_id NOT IN (
       SELECT session_id FROM identity.sessions WHERE user_id = $1
        ORDER BY last_used_at DESC, session_id DESC LIMIT ${SESSIONS_MAX})`,
    [user.userId],
  );
  const session = { sessionId, state, provenAt, expiresAt, lastUsedAt: origin.at };
  return { person: { ...user, session }, token, maxAge: Math.floor(lifeMs / 1000) };
}

interface Row extends User {
  sessionId: string;
  state: SessionState;
  provenAt: Date | null;
  expiresAt: Date;
  lastUsedAt: Date;
}

/** The keyed hash that a session is looked up by. */
export function sessionHash(keys: PeopleKeys, token: string): Buffer {
  return hashOf(keys, 'session', token);
}

/** The same as text, to remember sessions by. */
export function sessionName(keys: PeopleKeys, token: string): string {
  return sessionHash(keys, token).toString('base64');
}

/** The person of a cookie of this app, by its hash; null if there is none, or no longer. */
export async function findPerson<D extends WebApp>(
  db: Db,
  hash: Buffer,
  webApp: D,
  at: Date,
): Promise<PersonOf<D> | null> {
  const { rows } = await db.query<Row>(
    `SELECT ${userColumns}, s.session_id AS "sessionId", s.state, s.proven_at AS "provenAt",
            s.expires_at AS "expiresAt", s.last_used_at AS "lastUsedAt"
       FROM identity.sessions s JOIN identity.users u USING (user_id)
      WHERE s.token_hash = $1 AND u.door = $2 AND u.disabled_at IS NULL
        AND s.expires_at > $3 AND s.last_used_at > $4`,
    [hash, webApp, at, new Date(at.getTime() - SESSION_LIFE[webApp].idleMs)],
    'identity.person',
  );
  if (!rows[0]) return null;
  const { sessionId, state, provenAt, expiresAt, lastUsedAt, ...user } = rows[0];
  const session = { sessionId, state, provenAt, expiresAt, lastUsedAt };
  // Who has a business is a person of the portal, and nobody else: the table says so.
  return { ...user, session } as Person as PersonOf<D>;
}

export async function noteUse(tx: Tx, person: Person, address: string, at: Date): Promise<void> {
  await tx.query('UPDATE identity.users SET last_seen_at = $2 WHERE user_id = $1', [
    person.userId,
    at,
  ]);
  await tx.query(
    'UPDATE identity.sessions SET last_used_at = $2, address = $3 WHERE session_id = $1',
    [person.session.sessionId, at, address],
  );
}

/** Whether this user had such a session. */
export async function endSession(tx: Tx, userId: string, sessionId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'DELETE FROM identity.sessions WHERE user_id = $1 AND session_id = $2',
    [userId, sessionId],
  );
  return rowCount === 1;
}

/** Sign-ins that began earlier will find the user changed; locks the user. */
export async function refuseSignInsUnderWay(tx: Tx, userId: string): Promise<void> {
  await tx.query('UPDATE identity.users SET session_epoch = session_epoch + 1 WHERE user_id = $1', [
    userId,
  ]);
}

/** Ends everybody's sessions, and sign-ins in progress. Returns how many sessions ended. */
export async function endAllSessions(tx: Tx): Promise<number> {
  await tx.query('UPDATE identity.users SET session_epoch = session_epoch + 1');
  const { rows } = await tx.query<{ ended: number }>(
    `WITH ended AS (DELETE FROM identity.sessions RETURNING session_id)
     SELECT count(*)::int AS ended FROM ended`,
  );
  return required(rows[0], 'a count has a row').ended;
}

/** Ends all sessions of a user except the kept one, and sign-ins in progress. */
export async function endSessions(tx: Tx, userId: string, keep: string | null): Promise<void> {
  await refuseSignInsUnderWay(tx, userId);
  await tx.query(
    'DELETE FROM identity.sessions WHERE user_id = $1 AND session_id IS DISTINCT FROM $2::uuid',
    [userId, keep],
  );
}

export async function markProven(tx: Tx, sessionId: string, at: Date): Promise<void> {
  await tx.query(
    'UPDATE identity.sessions SET proven_at = $2, failures = 0 WHERE session_id = $1',
    [sessionId, at],
  );
}

export interface ListedSession {
  readonly sessionId: string;
  readonly address: string;
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

/** The sessions that a request would still find. */
export async function listSessions(
  db: Db,
  { userId, webApp }: Pick<User, 'userId' | 'webApp'>,
  at: Date,
): Promise<ListedSession[]> {
  const { rows } = await db.query<ListedSession>(
    `SELECT session_id AS "sessionId", address, user_agent AS "userAgent",
            created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt"
       FROM identity.sessions
      WHERE user_id = $1 AND state = 'active' AND expires_at > $2 AND last_used_at > $3
      ORDER BY last_used_at DESC, session_id DESC`,
    [userId, at, new Date(at.getTime() - SESSION_LIFE[webApp].idleMs)],
  );
  return rows;
}
