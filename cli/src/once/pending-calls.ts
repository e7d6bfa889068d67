import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError, ConnectionError } from '@psnb2b/sdk';
import { CommandError, exits } from '../exit.ts';
import { createPrivate, writePrivate } from '../output/private-file.ts';

/** A call that was begun and whose outcome was not shown yet. */
export interface PendingCall {
  readonly idempotencyKey: string;
  /** RFC 3339. */
  readonly begunAt: string;
  /** The process that makes the call. */
  readonly pid: number;
  /** Whether an earlier run sent it. */
  readonly resumed: boolean;
  readonly path: string;
}

export interface CallNamed {
  /** The state folder of the command line. */
  readonly folder: string;
  /** Whose call it is: the shop, the business and the mode. */
  readonly account: string;
  readonly call: string;
  readonly given: unknown;
}

/** The server keeps a key for 30 days; a day less, so that no clock matters. */
const RESUMABLE_MS = 29 * 86_400_000;
const BEGIN_TRIES_MAX = 10;
/** Longer than any call with all its tries. */
const CALL_MAX_MS = 150_000;

/**
 * Stores an idempotency key before a call, and returns it. The same call of the same account, begun before and without an outcome, gets
 * its own key again, so that it has one effect. `startOver` forgets the earlier one.
 */
export async function beginCall(
  { folder, account, call, given }: CallNamed,
  { now, startOver = false }: { readonly now: number; readonly startOver?: boolean },
): Promise<PendingCall> {
  const name = createHash('sha256')
    .update(JSON.stringify([account, call, given]))
    .digest('hex');
  const path = join(folder, 'pending', `${name.slice(0, 40)}.json`);
  const runAt = new Date(now).toISOString();
  const own = { begunAt: runAt, runAt, pid: process.pid, call };
  const fresh = { idempotencyKey: `cli-${randomUUID()}`, ...own };
  const textOf = (stored: Stored) => `${JSON.stringify(stored)}\n`;
  if (startOver) {
    await writePrivate(path, textOf(fresh));
    return { ...fresh, resumed: false, path };
  }
  for (let tries = 0; tries < BEGIN_TRIES_MAX; tries += 1) {
    // Only one process creates the file: the same command at one moment finds the key of the first.
    if (await createPrivate(path, textOf(fresh))) return { ...fresh, resumed: false, path };
    const earlier = await readPending(path);
    // It ended meanwhile.
    if (earlier === null) continue;
    refuseUnusable(earlier, path, now);
    const { idempotencyKey, begunAt } = earlier;
    const again = { ...own, idempotencyKey, begunAt };
    await writePrivate(path, textOf(again));
    return { ...again, resumed: true, path };
  }
  throw new CommandError(
    exits.notReached,
    'The same command is run over and over at this moment: run it again once the others have ended.',
  );
}

/** Forgets a call whose outcome is known and was shown, unless another has replaced it. */
export async function endCall({ path, idempotencyKey }: PendingCall): Promise<void> {
  const stored = await readPending(path).catch(() => null);
  if (stored?.idempotencyKey === idempotencyKey) await rm(path, { force: true });
}

/** These are decided before the idempotency key is looked at: they say nothing of an earlier try. */
const BEFORE_THE_KEY = new Set([
  'unauthorized',
  'ip_not_allowed',
  'scope_missing',
  'partner_suspended',
  'partner_not_approved',
]);

/**
 * Returns what an error says of the call's effect: `none` if it certainly had none, so that its key can be forgotten.
 * `sentBefore`: an earlier run, or an earlier try of this one, may have reached the server.
 */
export function effectOf(error: unknown, sentBefore: boolean): 'none' | 'unknown' {
  if (error instanceof ConnectionError) return 'unknown';
  if (!(error instanceof ApiError)) return 'unknown';
  const wasTried = sentBefore || error.attempts > 1;
  if (error.retryable) return error.code === 'rate_limited' && !wasTried ? 'none' : 'unknown';
  return wasTried && BEFORE_THE_KEY.has(error.code) ? 'unknown' : 'none';
}

type Stored = Omit<PendingCall, 'resumed' | 'path'> & { readonly runAt: string };

async function readPending(path: string): Promise<Stored | null> {
  const text = await readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    const stored = JSON.parse(text) as Stored;
    if (typeof stored.idempotencyKey === 'string' && stored.idempotencyKey !== '') return stored;
  } catch {
    // The sentence below says it.
  }
  // A new key here may buy twice, so a person decides.
  throw new CommandError(
    exits.file,
    `${path} is damaged. It holds the key of an earlier run of this command: look whether that run had its effect, then delete the file.`,
  );
}

function refuseUnusable({ begunAt, runAt, pid }: Stored, path: string, now: number): void {
  const age = now - Date.parse(begunAt);
  if (age > RESUMABLE_MS) {
    throw new CommandError(
      exits.notReached,
      `This command was run at ${begunAt} and its outcome was never shown. Its idempotency key has expired, so look whether it had its effect (\`psnb2b orders\`), then run the command with --new.`,
    );
  }
  if (pid !== process.pid && now - Date.parse(runAt) < CALL_MAX_MS && isRunning(pid)) {
    throw new CommandError(
      exits.notReached,
      `Process ${pid} is running the same command now. Wait until it ends; --new makes a second call beside it. (${path})`,
    );
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
