import type { Db } from './types.ts';

const WANTED: readonly (readonly [string, readonly string[]])[] = [
  ['fsync', ['on']],
  ['full_page_writes', ['on']],
  ['synchronous_commit', ['on', 'remote_apply']],
];

/**
 * Refuses a database that may lose what it acknowledged: with these off, orders vanish in a power
 * cut and no later check of the data can tell.
 */
export async function checkSettings(db: Db): Promise<void> {
  const { rows } = await db.query<{ name: string; setting: string }>(
    'SELECT name, setting FROM pg_settings WHERE name = ANY($1)',
    [WANTED.map(([name]) => name)],
  );
  for (const [name, wanted] of WANTED) {
    const setting = rows.find((row) => row.name === name)?.setting ?? 'unknown';
    if (!wanted.includes(setting)) {
      throw new Error(
        `PostgreSQL runs with ${name}=${setting}; it must be ${wanted.join(' or ')}.`,
      );
    }
  }
}
