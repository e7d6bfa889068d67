import type { Db } from '../kit/database/index.ts';

/** What was done to what. */
interface Change {
  readonly action: string;
  readonly subject: string;
}

/** The last entry of such a change. */
export interface LastChange extends Change {
  readonly actor: string;
  readonly at: Date;
}

/** Returns the last entry of each of these changes of one thing; changes without an entry are left out. */
export async function lastChanges(db: Db, changes: readonly Change[]): Promise<LastChange[]> {
  const { rows } = await db.query<LastChange>(
    `SELECT c.action, c.subject, l.actor, l.at FROM unnest($1::text[], $2::text[]) c(action, subject)
      CROSS JOIN LATERAL (
        SELECT e.actor, e.at FROM audit.entries e WHERE e.action = c.action AND e.subject = c.subject
         ORDER BY e.entry_id DESC LIMIT 1) l`,
    [changes.map(({ action }) => action), changes.map(({ subject }) => subject)],
    'audit.last_changes',
  );
  return rows;
}
