import type { Db } from './types.ts';

/** When this PostgreSQL last archived a part of its write-ahead log; null if it never did. */
export async function lastArchivedAt(db: Db): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    'SELECT last_archived_time AS at FROM pg_stat_archiver',
  );
  return rows[0]?.at ?? null;
}
