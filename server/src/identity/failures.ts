import type { Db, Tx } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';

/** So many wrong answers in a row are free; from then on each costs a rest, twice as long each time. */
const FREE = 10;
const REST_MS = 30_000;
const REST_MS_MAX = 15 * 60_000;

/** Whole seconds to wait at a time, after so many wrong answers in a row of which the last was then; 0: none. */
export function waitAfter(count: number, lastAt: Date, at: Date): number {
  if (count < FREE) return 0;
  const restMs = Math.min(REST_MS * 2 ** Math.min(count - FREE, 10), REST_MS_MAX);
  return Math.max(0, Math.ceil((lastAt.getTime() + restMs - at.getTime()) / 1000));
}

/**
 * Refuses with `rate_limited` while a subject rests. A subject is whose answers are counted together:
 * an account seen from strange browsers, an account in one browser that it signed in with before, a
 * second factor. So a stranger who guesses cannot keep an owner out of their own browser.
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
  const detail = 'Too many wrong answers; wait as long as Retry-After says, or set a new password.';
  throw new Refusal('rate_limited', members, { retryAfter, detail });
}

/**
 * The same for the one transaction that judges: guesses of a subject that come at once are judged one
 * after another, so that none passes before the one ahead of it was counted.
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
