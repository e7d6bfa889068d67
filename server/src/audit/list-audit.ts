import type { Db } from '../kit/database/index.ts';
import { falling, numberPlace, type PageAsked, Pages } from '../kit/pages.ts';

export interface AuditRow {
  readonly entryId: number;
  readonly at: Date;
  readonly actor: string;
  readonly tenantId: number | null;
  readonly action: string;
  readonly subject: string;
  readonly address: string | null;
  readonly requestId: string | null;
  /** JSON text. */
  readonly detail: string;
  /** Position in the chain; null until the entry is chained. */
  readonly position: number | null;
}

export interface AuditFilters extends PageAsked<number> {
  readonly actor?: string | undefined;
  /** A whole name, or the beginning of several: `key.`. */
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
  /** Entries about one business: by its tenants, by the actor names of its people, or with itself as subject. */
  readonly concerning?:
    | {
        readonly tenantIds: readonly number[];
        readonly names: readonly string[];
      }
    | undefined;
}

export const auditPages = new Pages('audit', numberPlace, ({ entryId }: AuditRow) => entryId, {
  turns: true,
});

/** Entries, newest first. */
export async function listAudit(db: Db, filters: AuditFilters): Promise<AuditRow[]> {
  const { action } = filters;
  const { behind, order } = falling(filters);
  const { rows } = await db.query<AuditRow>(
    `SELECT e.entry_id AS "entryId", e.at, e.actor, e.tenant_id AS "tenantId", e.action, e.subject,
            e.address, e.request_id AS "requestId", e.detail, c.position
       FROM audit.entries e LEFT JOIN audit.chain c USING (entry_id)
      WHERE ($1::text IS NULL OR e.actor = $1)
        AND ($2::text IS NULL OR e.action = $2) AND ($3::text IS NULL OR starts_with(e.action, $3))
        AND ($4::text IS NULL OR e.subject = $4)
        AND ($5::timestamptz IS NULL OR e.at >= $5) AND ($6::timestamptz IS NULL OR e.at < $6)
        AND ($7::int[] IS NULL OR e.tenant_id = ANY ($7) OR e.actor = ANY ($8)
             OR e.subject = ANY ($8))
        AND ($9::bigint IS NULL OR e.entry_id ${behind} $9)
      ORDER BY e.entry_id ${order} LIMIT $10`,
    [
      filters.actor ?? null,
      action?.endsWith('.') ? null : (action ?? null),
      action?.endsWith('.') ? action : null,
      filters.subject ?? null,
      filters.createdFrom ?? null,
      filters.createdBefore ?? null,
      filters.concerning?.tenantIds ?? null,
      filters.concerning?.names ?? null,
      filters.behind ?? null,
      filters.limit,
    ],
  );
  return rows;
}
