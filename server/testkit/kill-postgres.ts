import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { assert } from '../src/kit/assert.ts';
import { preparePlace } from '../src/postgres/place.ts';
import { findPostmaster } from '../src/postgres/postmaster.ts';
import { isAlive } from '../src/postgres/process.ts';

const POLL_MS = 5;

/**
 * Kills (kill -9) the PostgreSQL under a folder: the postmaster and all its children, as a power cut would, except that
 * the operating system keeps what it had already received. The first part only sends the signals, so call it at the
 * exact moment; the promise resolves when all processes have ended.
 */
export function killPostgres(dataDir: string): Promise<void> {
  const doomed = processesOf(dataDir);
  signal(doomed, 'SIGKILL');
  return gone(doomed);
}

/**
 * Freezes the PostgreSQL under a folder: its sockets stay open and do not answer, as on a machine that hangs. It
 * continues when the result goes out of scope.
 */
export function freezePostgres(dataDir: string): Disposable {
  const frozen = processesOf(dataDir);
  signal(frozen, 'SIGSTOP');
  return { [Symbol.dispose]: () => signal(frozen, 'SIGCONT') };
}

/** Returns the cluster's folder in a data folder. */
export function clusterOf(dataDir: string): string {
  return preparePlace(dataDir).cluster;
}

function processesOf(dataDir: string): number[] {
  const postmaster = findPostmaster(clusterOf(dataDir));
  assert(postmaster, `a postmaster serves ${dataDir}`);
  return [postmaster.pid, ...childrenOf(postmaster.pid)];
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // A child may have ended by itself meanwhile.
    }
  }
}

async function gone(pids: readonly number[]): Promise<void> {
  while (pids.some(isAlive)) await delay(POLL_MS);
}

function childrenOf(parent: number): number[] {
  const pairs = existsSync('/proc/self/stat') ? readProc() : readPs();
  return pairs.filter(([, ppid]) => ppid === parent).map(([pid]) => pid);
}

/** Returns pid and parent of every process; the name between them may contain spaces (proc(5)). */
function readProc(): [number, number][] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid): [number, number][] => {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const [, ppid] = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return [[Number(pid), Number(ppid)]];
    } catch {
      return [];
    }
  });
}

function readPs(): [number, number][] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const lines = stdout.trim().split('\n');
  return lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
}
