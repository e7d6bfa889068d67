import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { roomNow } from '../kit/room-of.ts';
import { MINUTE_MS } from '../kit/time.ts';
import { type Account, asAccount, childEnvironment } from './account.ts';
import type { Binaries } from './binaries.ts';
import { giveToOwner, type Place } from './place.ts';
import { isAlive, isTaken } from './process.ts';
import { postmasterSettings } from './settings.ts';

export type Postmaster = { readonly pid: number; readonly port: number; readonly status: string };

const STOP_WAIT_MS = MINUTE_MS;
const STOP_POLL_MS = 10;
const LOG_BYTES_MAX = 16 * 1024 * 1024;

/**
 * The running postmaster of this cluster, from its postmaster.pid (lines: pid, folder, start, port, …, status; see miscadmin.h).
 */
export function findPostmaster(cluster: string): Postmaster | null {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!isAlive(pid) || !runsCluster(pid, realpathSync(cluster))) return null;
  // nothing: a file that is being written has no status yet.
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

/**
 * Removes a postmaster.pid whose pid now belongs to another program, or to a zombie: PostgreSQL would take it for a running
 * postmaster and never start again. PostgreSQL itself handles any other stale file.
 */
function removeMisleadingPid(cluster: string): void {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file) || findPostmaster(cluster) !== null) return;
  if (isTaken(Number(readFileSync(file, 'utf8').split('\n')[0]))) rmSync(file);
}

function runsCluster(pid: number, cluster: string): boolean {
  const file = `/proc/${pid}/cmdline`;
  if (existsSync(file)) return readFileSync(file, 'utf8').split('\0').includes(cluster);
  const { status, stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  return status === 0 && stdout.includes(` -D ${cluster} `);
}

/**
 * Starts a postmaster in its own session: Ctrl-C in our terminal must reach only us, and the postmaster must outlive us if we are
 * killed. Its messages go to DATA_DIR/postgres.log. It inherits the descriptor `lock`, and with it the lock of its cluster.
 */
export function startPostmaster(
  place: Place,
  binaries: Binaries,
  account: Account,
  port: number,
  lock: number | 'ignore',
): { pid: number; complaint: () => string | null } {
  removeMisleadingPid(place.cluster);
  turnLog(place.log);
  const log = openSync(place.log, 'a', 0o600);
  giveToOwner(place.log);
  const begin = statSync(place.log).size;
  const disk = roomNow(place.cluster);
  const args = ['-D', place.cluster, ...postmasterSettings(place.cluster, port, disk)];
  const command = asAccount(account, binaries.postgres, args);
  const child = spawn(command.file, command.args, {
    ...command.ids,
    cwd: '/',
    detached: true,
    env: childEnvironment(binaries.libraryPath),
    stdio: ['ignore', log, log, lock],
  });
  closeSync(log);
  child.unref();
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  let failure: string | null = null;
  child.on('error', (error) => {
    failure = error.message;
  });
  const written = () => complaintIn(readFileSync(place.log).subarray(begin).toString('utf8'));
  // nothing: a child that could not start has no pid, and `complaint` says why.
  return { pid: child.pid ?? 0, complaint: () => failure ?? (ended ? written() : null) };
}

/** What the postmaster logs, without lines about clients that connected too early; `%a` is empty for those. */
function complaintIn(log: string): string {
  const lines = log.split('\n').filter((line) => !line.includes('] [unknown] '));
  return lines.join('\n').trim();
}

/** Fast shutdown: open transactions are rolled back, everything committed is written. */
export async function stopPostmaster(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  await waitForEnd(pid);
}

export async function waitForEnd(pid: number): Promise<void> {
  const deadline = Date.now() + STOP_WAIT_MS;
  while (isAlive(pid)) {
    if (Date.now() > deadline) {
      throw new Error(`PostgreSQL (process ${pid}) did not stop within ${STOP_WAIT_MS / 1000} s.`);
    }
    await delay(STOP_POLL_MS);
  }
}

function turnLog(path: string): void {
  // nothing: a missing log is empty.
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES_MAX) renameSync(path, `${path}.1`);
}
