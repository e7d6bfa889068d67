import type { Db } from './types.ts';

const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Returns what reads the size of the write-ahead log in bytes: null if this role may not see it, which is asked once only, because
 * PostgreSQL logs each refusal.
 */
export function walSizeReader(db: Db): () => Promise<number | null> {
  let isRefused = false;
  return async () => {
    if (isRefused) return null;
    try {
      const { rows } = await db.query<{ bytes: number }>(
        'SELECT coalesce(sum(size), 0)::int8 AS bytes FROM pg_ls_waldir()',
      );
      return rows[0]?.bytes ?? null;
    } catch (error) {
      isRefused =
        error instanceof Error && 'code' in error && error.code === INSUFFICIENT_PRIVILEGE;
      if (isRefused) return null;
      throw error;
    }
  };
}
