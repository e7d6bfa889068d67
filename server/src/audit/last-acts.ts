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

/** Returns the last entry of each of these actions by staff or operators; actions without one are left out. */
export async function lastActs(db: Db, actions: readonly AuditAction[]): Promise<LastAct[]> {
  const { rows } = await db.query<LastAct>(
    `SELECT a.action, l.actor, l.at FROM unnest($1::text[]) a(action) CROSS JOIN LATERAL (
       SELECT r.actor, r.at FROM (
         SELECT e.entry_id, e.actor, e.at FROM audit.entries e WHERE e.action = a.action ORDER BY e.entry_id DESC LIMIT $2) r
        WHERE starts_with(r.actor, 'staff:') OR starts_with(r.actor, 'operator:')
        ORDER BY r.entry_id DESC LIMIT 1) l`,
    [actions, ENTRIES_MAX],
    'audit.last_acts',
  );
  return rows;
}
