import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMissing } from '../kit/if-there.ts';
import { isAlive } from './process.ts';

/** What the holder of a cluster writes beside it at intervals, on file systems whose locks do not reach every machine. */
export interface Beat {
  /** Identifies one start. */
  readonly nonce: string;
  readonly host: string;
  readonly counter: number;
  readonly state: 'running' | 'stopped';
}

export const BEAT_PERIOD_MS = 2_000;
/** A holder that has not moved for this many periods is dead. */
const SILENT_PERIODS = 3;
const CHILD = fileURLToPath(new URL('./heartbeat.child.ts', import.meta.url));

/**
 * Claims a cluster by its heartbeat file. Refuses while another's counter moves, measured by our own monotonic clock and never by
 * comparing the clocks of two machines. Returns a function that starts our own heartbeat: a process that lives as long as the
 * postmaster with the given pid, even if this process is killed. It stops the postmaster at once if somebody else has taken the
 * cluster over.
 */
export async function claimByHeartbeat(
  path: string,
  periodMs = BEAT_PERIOD_MS,
): Promise<(pid: number) => void> {
  await refuseWhileBeating(path, periodMs);
  const nonce = randomBytes(16).toString('hex');
  writeBeat(path, { nonce, host: hostname(), counter: 0, state: 'running' });
  // Another start may have seen the same silence: the last to write wins, and the others notice it here.
  await delay(periodMs);
  const now = readBeat(path);
  if (now?.nonce !== nonce) throw new Error(takenBy(path, now?.host ?? 'another machine'));
  return (pid) => {
    const args = [CHILD, path, String(pid), nonce, String(periodMs)];
    spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref();
  };
}

async function refuseWhileBeating(path: string, periodMs: number): Promise<void> {
  const first = readBeat(path);
  if (first === null || first.state === 'stopped') return;
  for (let period = 0; period < SILENT_PERIODS; period += 1) {
    await delay(periodMs);
    const now = readBeat(path);
    if (now === null || now.state === 'stopped') return;
    if (now.nonce !== first.nonce || now.counter !== first.counter) {
      throw new Error(takenBy(path, now.host));
    }
  }
}

function takenBy(path: string, host: string): string {
  return `${path} shows that the PostgreSQL of this folder runs on ${host}. Stop that one first: two on one folder would destroy the data.`;
}

/**
 * Beats for a postmaster, and stops it if another start has taken its cluster over. Returns whether to go on. A disk that fails or is full for a
 * while misses a beat, and no more: what cannot be read is not replaced.
 */
export function beatOnce(
  path: string,
  { pid, nonce, counter }: { pid: number; nonce: string; counter: number },
): boolean {
  const isRunning = isAlive(pid);
  try {
    const last = readBeat(path);
    if (last !== null && last.nonce !== nonce) {
      if (isRunning) process.kill(pid, 'SIGQUIT');
      return false;
    }
    writeBeat(path, { nonce, host: hostname(), counter, state: isRunning ? 'running' : 'stopped' });
  } catch {
    // The next beat tries again.
  }
  return isRunning;
}

/** Null if there is none, or one that is incomplete. Throws if the file cannot be read now: somebody may be writing it. */
export function readBeat(path: string): Beat | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw new Error(
      `${path} cannot be read, so nobody can say whether PostgreSQL runs on another machine. Start again when its disk answers.`,
      { cause: error },
    );
  }
  try {
    return JSON.parse(text) as Beat;
  } catch {
    return null;
  }
}

/** Writes it completely or not at all, for readers on other machines, too. */
export function writeBeat(path: string, beat: Beat): void {
  const fresh = `${path}.${beat.nonce}`;
  writeFileSync(fresh, '', { mode: 0o600 });
  const file = openSync(fresh, 'r+');
  writeSync(file, JSON.stringify(beat));
  fsyncSync(file);
  closeSync(file);
  renameSync(fresh, path);
}
