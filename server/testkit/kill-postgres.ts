import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { assert } from '../src/kit/assert.ts';
import { preparePlace } from '../src/postgres/place.ts';
import { findPostmaster } from '../src/postgres/postmaster.ts';
import { isAlive } from '../src/postgres/process.ts';

const POLL_MS = 5;
/** A connection within this machine that is not there by then was dropped. */
const DROPPED_MS = 500;
/** Longer than the system waits before it sends the first packet again. */
const SILENT_MS = 1_200;

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

/**
 * Opens connections to a frozen PostgreSQL until its queue is full. Then the system drops the first packet of each further one: whoever connects gets no answer at
 * all, as from a machine whose packets are lost. Ends when the result is disposed of. Throws if a further connection opens or fails within a second.
 */
export async function dropConnections(databaseUrl: string): Promise<Disposable> {
  const { hostname, port } = new URL(databaseUrl);
  const waiting: Socket[] = [];
  const dropped: Disposable = {
    [Symbol.dispose]: () => {
      for (const socket of waiting) socket.destroy();
    },
  };
  const connectWithin = async (milliseconds: number) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    waiting.push(socket);
    const answered = once(socket, 'connect').then(
      () => 'it opened',
      (error: Error) => `it failed: ${error.message}`,
    );
    return await Promise.race([answered, delay(milliseconds, null)]);
  };
  let answer = await connectWithin(DROPPED_MS);
  while (answer === 'it opened') answer = await connectWithin(DROPPED_MS);
  answer ??= await connectWithin(SILENT_MS);
  if (answer === null) return dropped;
  dropped[Symbol.dispose]();
  throw new Error(`a connection to ${hostname}:${port} is not dropped: ${answer}`);
}

/** Returns the cluster's folder in a data folder. */
export function clusterOf(dataDir: string): string {
  return preparePlace(dataDir).cluster;
}

/** The postmaster first, stopped before its children are listed: one that it had yet to start would survive, and hold the cluster. */
function processesOf(dataDir: string): number[] {
  const postmaster = findPostmaster(clusterOf(dataDir));
  assert(postmaster, `a postmaster serves ${dataDir}`);
  signal([postmaster.pid], 'SIGSTOP');
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
