import type { AuditAction } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';

/** So many of the newest entries of an action are looked through for one of a person: the others are of jobs and partners. */
const ENTRIES_MAX = 500;

/** The last act of some kinds by a member of staff or an operator. */
export interface LastAct {
  readonly action: AuditAction;
  /** As the audit log names them. */
  readonly actor: string;
  readonly at: Date;
}

/**
 * Returns the last entry of each of these actions by staff or operators; actions without one are left out. The log itself has no index of
 * actions: those that the worker has copied are found in the copy, and the rest is what came since.
 */
export async function lastActs(db: Db, actions: readonly AuditAction[]): Promise<LastAct[]> {
  const { rows } = await db.query<LastAct>(
    `WITH since AS MATERIALIZED (
       SELECT e.entry_id, e.action, e.actor, e.at FROM audit.entries e
        WHERE e.entry_id > (SELECT coalesce(max(c.entry_id), 0) FROM audit.listed c) AND e.action = ANY($1))
     SELECT a.action, l.actor, l.at FROM unnest($1::text[]) a(action) CROSS JOIN LATERAL (
       SELECT r.actor, r.at FROM (
         (SELECT s.entry_id, s.actor, s.at FROM since s WHERE s.action = a.action ORDER BY s.entry_id DESC LIMIT $2)
         UNION ALL
         (SELECT c.entry_id, c.actor, c.at FROM audit.listed c WHERE c.action = a.action
           ORDER BY c.entry_id DESC LIMIT $2)) r
        WHERE starts_with(r.actor, 'staff:') OR starts_with(r.actor, 'operator:')
        ORDER BY r.entry_id DESC LIMIT 1) l`,
    [actions, ENTRIES_MAX],
    'audit.last_acts',
  );
  return rows;
}
