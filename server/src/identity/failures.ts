import type { Db, Tx } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { MINUTE_MS } from '../kit/time.ts';

/** How many failed attempts in a row are free; after that each causes a delay, twice as long each time. */
const FREE = 10;
const REST_MS = 30_000;
const REST_MS_MAX = 15 * MINUTE_MS;

/** Whole seconds to wait at an instant, after so many failed attempts in a row, the last of which was then; 0: none. */
export function waitAfter(count: number, lastAt: Date, at: Date): number {
  if (count < FREE) return 0;
  const restMs = Math.min(REST_MS * 2 ** Math.min(count - FREE, 10), REST_MS_MAX);
  return Math.max(0, Math.ceil((lastAt.getTime() + restMs - at.getTime()) / 1000));
}

/**
 * Refuses with `rate_limited` while a subject is locked. A subject is what failed attempts are counted for: an account seen from
 * unknown browsers, an account in one browser that it signed in with before, a second factor. So a stranger who guesses cannot
 * lock an owner out of the owner's own browser.
 */
export async function checkFailures(db: Db, subject: Buffer, at: Date): Promise<void> {
  const { rows } = await db.query<{ count: number; last_at: Date }>(
    'SELECT count, last_at FROM identity.failures WHERE subject_hash = $1',
    [subject],
  );
  const row = rows[0];
  const retryAfter = row ? waitAfter(row.count, row.last_at, at) : 0;
  if (retryAfter === 0) return;
  const members = { policy: 'sign-in', limit: FREE, retry_after: retryAfter };
  const detail = 'Too many failed attempts: wait before you try again, or set a new password.';
  throw new Refusal('rate_limited', members, { retryAfter, detail });
}

/**
 * The same inside the transaction that checks the attempt: concurrent attempts of a subject are checked one after another, so
 * that each sees the failures before it.
 */
export async function takeTurn(tx: Tx, subject: Buffer, at: Date): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [subject.readBigInt64BE()]);
  await checkFailures(tx, subject, at);
}

export async function countFailure(tx: Tx, subject: Buffer, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO identity.failures AS f (subject_hash, count, last_at) VALUES ($1, 1, $2)
     ON CONFLICT (subject_hash) DO UPDATE SET count = f.count + 1, last_at = $2`,
    [subject, at],
  );
}

export async function forgetFailures(tx: Tx, subject: Buffer): Promise<void> {
  await tx.query('DELETE FROM identity.failures WHERE subject_hash = $1', [subject]);
}
