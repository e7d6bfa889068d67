import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { assert } from '../src/kit/assert.ts';
import { preparePlace } from '../src/postgres/place.ts';
import { findPostmaster } from '../src/postgres/postmaster.ts';
import { isAlive } from '../src/postgres/process.ts';

const POLL_MS = 5;

/**
 * Kill -9 of the PostgreSQL under a folder: the postmaster and all its children, as a power cut
 * would, but for what the operating system had already been given. Call the first part, which only
 * sends the signals, at the very moment; the promise is for when all are gone.
 */
export function killPostgres(dataDir: string): Promise<void> {
  const doomed = processesOf(dataDir);
  signal(doomed, 'SIGKILL');
  return gone(doomed);
}

/**
 * Stops the PostgreSQL under a folder in the middle of whatever it does: its sockets stay open and
 * nobody answers on them, as on a machine that hangs. Going out of scope lets it go on.
 */
export function freezePostgres(dataDir: string): Disposable {
  const frozen = processesOf(dataDir);
  signal(frozen, 'SIGSTOP');
  return { [Symbol.dispose]: () => signal(frozen, 'SIGCONT') };
}

/** The folder of the cluster under a data folder. */
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

/** Pid and parent of every process; the name between them may hold spaces (proc(5)). */
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
