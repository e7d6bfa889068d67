import type { Db } from '../kit/database/index.ts';
import type { PageAsked } from '../kit/pages.ts';

/** An act, as it was recorded. */
export interface AuditEntry {
  readonly entryId: number;
  readonly at: Date;
  readonly actor: string;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly detail: string;
}

/** Who read the codes of an order (`ord_…`), newest first. */
export async function listReveals(
  db: Db,
  order: string,
  { behind = null, limit }: PageAsked<number>,
): Promise<AuditEntry[]> {
  const { rows } = await db.query<AuditEntry>(
    `SELECT entry_id AS "entryId", at, actor, address, request_id AS "requestId", detail
       FROM audit.entries
      WHERE action = 'codes.revealed' AND subject = $1
        AND ($2::bigint IS NULL OR entry_id < $2)
      ORDER BY entry_id DESC LIMIT $3`,
    [order, behind, limit],
  );
  return rows;
}

/** The number of the first entry that records a reading of an order's codes; null while nobody has read them. */
export async function firstReveal(db: Db, order: string): Promise<number | null> {
  const { rows } = await db.query<{ entryId: number }>(
    `SELECT entry_id AS "entryId" FROM audit.entries
      WHERE action = 'codes.revealed' AND subject = $1 ORDER BY entry_id LIMIT 1`,
    [order],
  );
  return rows[0]?.entryId ?? null;
}

/** Which of these files (`fil_…`) somebody has looked at or downloaded. */
export async function listOpened(
  db: Db,
  actor: string,
  files: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ subject: string }>(
    `SELECT DISTINCT subject FROM audit.entries
      WHERE subject = ANY($2::text[]) AND actor = $1 AND action IN ('file.shown', 'file.opened')`,
    [actor, files],
  );
  return new Set(rows.map(({ subject }) => subject));
}
