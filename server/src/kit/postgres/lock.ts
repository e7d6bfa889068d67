import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 25;

/**
 * Runs `act` while this process alone holds the lock file at `path`; others wait, at most `waitMs`.
 * The lock is SQLite's: Node has no flock, and a lock file of our own would outlive a kill -9, while
 * the kernel frees this one with its process. Nothing is ever written to the file.
 */
export async function withLock<T>(path: string, waitMs: number, act: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(path);
  try {
    await take(lock, path, waitMs);
    return await act();
  } finally {
    lock.close();
  }
}

async function take(lock: DatabaseSync, path: string, waitMs: number): Promise<void> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (Date.now() > deadline) {
        throw new Error(`Another process has held ${path} for ${waitMs / 1000} s.`);
      }
      await delay(POLL_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
