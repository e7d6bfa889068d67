import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { type Flock, tryFlock } from './flock.ts';

const POLL_MS = 25;

/**
 * Runs `act` while only this process holds the lock file at `path`, which must exist; others wait, at most `waitMs`. The kernel
 * frees the lock when its process dies, so a kill -9 leaves nothing behind.
 */
export async function withLock<T>(path: string, waitMs: number, act: () => Promise<T>): Promise<T> {
  const release = await take(path, waitMs);
  try {
    return await act();
  } finally {
    release();
  }
}

async function take(path: string, waitMs: number): Promise<() => void> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const lock = await tryFlock(path);
    const release = lock === 'unsupported' ? trySqlite(path) : releaseOf(lock);
    if (release) return release;
    if (Date.now() > deadline) {
      throw new Error(`Another process has held ${path} for ${waitMs / 1000} s.`);
    }
    await delay(POLL_MS);
  }
}

function releaseOf(lock: Flock | 'busy'): (() => void) | null {
  return lock === 'busy' ? null : lock.release;
}

/**
 * The fallback where neither flock nor Perl is installed: SQLite's lock on the file. It would be lost if this process opened and
 * closed the file again, which nothing here does.
 */
function trySqlite(path: string): (() => void) | null {
  const lock = new DatabaseSync(path);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
