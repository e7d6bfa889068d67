import type { Db } from '../kit/database/index.ts';
import type { LogoBytes } from './logo.ts';

let last: LogoBytes | null = null;

/** A picture that is or was the logo; null if there never was such a one. The last one is kept in memory, since nearly all ask for it. */
export async function readLogo(db: Db, hash: string): Promise<LogoBytes | null> {
  if (last?.hash === hash) return last;
  const { rows } = await db.query<LogoBytes>(
    `SELECT logo_hash AS hash, kind, width, height, bytes FROM shop.logos WHERE logo_hash = $1`,
    [hash],
  );
  last = rows[0] ?? last;
  return rows[0] ?? null;
}
