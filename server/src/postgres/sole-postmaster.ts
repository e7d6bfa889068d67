import { closeSync, openSync, readFileSync, statfsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tryFlock } from './flock.ts';
import { claimByHeartbeat } from './heartbeat.ts';
import { giveToOwner } from './place.ts';

/** How we ensure that only one postmaster runs a cluster, whichever processes can see each other. */
export type Guard = 'lock' | 'heartbeat';

/** The right to start the postmaster of a cluster. */
export interface Sole {
  /** For the postmaster's `stdio`: it and its children hold the lock from then on. */
  readonly descriptor: number | 'ignore';
  /** Call it once the postmaster runs, with its pid. */
  readonly started: (pid: number) => void;
  /** Releases what we hold ourselves. */
  readonly release: () => void;
}

/** The orphans of a killed postmaster end within seconds; they may write until then. */
const ORPHAN_WAIT_MS = 15_000;
const POLL_MS = 50;
const SOCKET_WAIT_MS = 1_000;

/**
 * File systems of one kernel (statfs(2), linux/magic.h): ext, XFS, Btrfs, tmpfs, ramfs, overlay, ZFS, F2FS, bcachefs. On any
 * other, perhaps only one machine sees a lock.
 */
const LOCAL_FILE_SYSTEMS = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x858458f6, 0x794c7630, 0x2fc12fc1, 0xf2f52010,
  0xca451a4e,
]);

export function guardFor(folder: string): Guard {
  // Other systems have no PID namespaces, and PostgreSQL's own check sees every process.
  if (process.platform !== 'linux') return 'lock';
  return LOCAL_FILE_SYSTEMS.has(statfsSync(folder).type) ? 'lock' : 'heartbeat';
}

/**
 * Claims a cluster before its postmaster is started. PostgreSQL looks for another postmaster by pid and by shared memory. Two
 * containers on one volume see neither of each other, would both start, and would destroy the cluster. So a kernel lock on a file
 * beside the cluster is held for the life of the postmaster and of its last child. Waits for the orphans of a killed postmaster,
 * and refuses if somebody else runs the cluster.
 */
export async function claimCluster(
  cluster: string,
  guard: Guard,
  orphanWaitMs = ORPHAN_WAIT_MS,
): Promise<Sole> {
  const path = `${cluster}.running`;
  // Never renamed and never removed: the lock is on the file, not on its name.
  closeSync(openSync(path, 'a', 0o600));
  giveToOwner(path);
  const lock = await takeLock(cluster, path, orphanWaitMs);
  if (lock && guard === 'lock') {
    return { descriptor: lock.descriptor, started: () => {}, release: lock.release };
  }
  const started = await claimByHeartbeat(`${cluster}.heartbeat`);
  return {
    descriptor: lock?.descriptor ?? 'ignore',
    started,
    release: () => lock?.release(),
  };
}

/** Null if nothing can lock a file. */
async function takeLock(cluster: string, path: string, waitMs: number) {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const lock = await tryFlock(path);
    if (lock === 'unsupported') return null;
    if (lock !== 'busy') return lock;
    if (await answers(cluster)) {
      throw new Error(
        `The PostgreSQL of ${cluster} runs in another container or PID namespace. Stop that one first: two on one folder would destroy the data.`,
      );
    }
    if (performance.now() > deadline) {
      throw new Error(
        `Processes that this one cannot see have held ${path} for ${waitMs / 1000} s: PostgreSQL runs in another container or PID namespace, or what a killed one left behind has not ended. Stop them first.`,
      );
    }
    await delay(POLL_MS);
  }
}

/** Whether a postmaster that may be invisible to us listens on the socket in the cluster's folder. */
function answers(cluster: string): Promise<boolean> {
  const port = portOf(cluster);
  if (port === null) return Promise.resolve(false);
  const socket = connect(join(cluster, `.s.PGSQL.${port}`));
  return new Promise((done) => {
    const end = (answer: boolean) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(SOCKET_WAIT_MS, () => end(false));
    socket.on('connect', () => end(true)).on('error', () => end(false));
  });
}

function portOf(cluster: string): string | null {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3] ?? null;
  } catch {
    return null;
  }
}
