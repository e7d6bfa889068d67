import type { WebApp } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { SESSION_LIFE } from './session.ts';

/** The roles of those sessions that a request would still find, by their ids. */
export async function rolesOfSessions(
  db: Db,
  webApp: WebApp,
  sessionIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ sessionId: string; role: string }>(
    `SELECT s.session_id AS "sessionId", u.role
       FROM identity.sessions s JOIN identity.users u USING (user_id)
      WHERE s.session_id = ANY ($1) AND u.door = $2 AND s.state = 'active' AND u.disabled_at IS NULL
        AND s.expires_at > $3 AND s.last_used_at > $4`,
    [sessionIds, webApp, at, new Date(at.getTime() - SESSION_LIFE[webApp].idleMs)],
  );
  return new Map(rows.map(({ sessionId, role }) => [sessionId, role]));
}
