import { existsSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Account, chooseAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { initCluster } from './init-cluster.ts';
import { type Place, readPassword } from './place.ts';
import { findPostmaster, startPostmaster, waitForEnd } from './postmaster.ts';
import { probe } from './probe.ts';
import { isAlive } from './process.ts';
import { relocate } from './relocate.ts';
import { claimCluster, type Guard, guardFor } from './sole-postmaster.ts';
import { unfinishedCarry } from './unfinished-carry.ts';
import { unfinishedRestore } from './unfinished-restore.ts';

export type Running = { readonly pid: number; readonly port: number; readonly adopted: boolean };

type Log = (line: string) => void;

export type RunOptions = {
  /** The only acceptable port, for a restart under open pools. */
  readonly port?: number;
  /** Overrides what the file system requires. */
  readonly guard?: Guard | undefined;
  /** Programs in place of those of this release, for a cluster of an older one. */
  readonly binaries?: Binaries;
  /** How long it may replay its log; ten minutes by default. */
  readonly readyWaitMs?: number;
};

const READY_POLL_MS = 15;
/** Replaying 4 GB of log after a crash takes minutes on a slow disk. */
const READY_WAIT_MS = 600_000;
const START_ATTEMPTS_MAX = 40;
const START_PAUSE_MS = 250;

/**
 * Ensures that a postmaster of this cluster runs and answers: adopts a running one, otherwise starts one, and creates the cluster
 * first if there is none. Call it under the place's lock.
 */
export async function runCluster(
  place: Place,
  log: Log,
  { port, guard, readyWaitMs, binaries }: RunOptions = {},
): Promise<Running> {
  const password = readPassword(place);
  const living = findPostmaster(place.cluster);
  if (living !== null && living.status !== 'stopping') {
    refuseOtherMajor(place, place.cluster, binaries ?? findBinaries(place.libraries));
    const ended = () => (isAlive(living.pid) ? null : 'it ended');
    const failure = await waitUntilReady(place, password, living.port, ended);
    if (failure === null) return { pid: living.pid, port: living.port, adopted: true };
  }
  // It is stopping, or was just killed: start another one.
  if (living !== null) await waitForEnd(living.pid);
  const ready = await prepareCluster(place, password, log, binaries);
  const sole = guard ?? guardFor(ready.place.cluster);
  return startAlone(ready, password, sole, { port, readyWaitMs });
}

type StartOptions = Pick<
  { [Name in keyof RunOptions]: RunOptions[Name] | undefined },
  'port' | 'readyWaitMs'
>;

type Ready = { place: Place; binaries: Binaries; account: Account };

async function prepareCluster(
  place: Place,
  password: string,
  log: Log,
  given: Binaries | undefined,
): Promise<Ready> {
  let ready = { place, binaries: given ?? findBinaries(place.libraries) };
  let account = chooseAccount(place.cluster, ready.binaries.postgres);
  if (account === null) {
    ready = relocate(place, ready.binaries);
    account = chooseAccount(ready.place.cluster, ready.binaries.postgres);
    log(`the database is in ${ready.place.cluster}, where PostgreSQL may run as another user`);
  }
  if (account === null) {
    throw new Error('PostgreSQL refuses to run as root here: start as an ordinary user.');
  }
  const versionFile = join(ready.place.cluster, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    const unfinished = unfinishedRestore(ready.place) ?? unfinishedCarry(ready.place);
    if (unfinished !== null) throw new Error(unfinished);
    log('creating the embedded database');
    await initCluster(ready.place, ready.binaries, account, password);
  }
  if (!existsSync(place.cluster)) symlinkSync(ready.place.cluster, place.cluster);
  refuseOtherMajor(place, ready.place.cluster, ready.binaries);
  const cluster = realpathSync(ready.place.cluster);
  return { ...ready, place: { ...ready.place, cluster }, account };
}

/** Throws if a cluster is of another major version: it cannot be opened, and the commands of this release do not fit one that still runs. */
function refuseOtherMajor({ cluster }: Place, folder: string, { version }: Binaries): void {
  const made = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  const [brought] = version.split('.');
  if (made === brought) return;
  throw new Error(
    `${cluster} was created by PostgreSQL ${made}, but this release brings ${brought}, which cannot open its files: run psnb2b-server move to-new-release, or start the release before.`,
  );
}

async function startAlone(
  ready: Ready,
  password: string,
  guard: Guard,
  options: StartOptions,
): Promise<Running> {
  const sole = await claimCluster(ready.place.cluster, guard);
  try {
    const running = await startUntilReady(ready, password, sole.descriptor, options);
    sole.started(running.pid);
    return running;
  } finally {
    sole.release();
  }
}

async function startUntilReady(
  ready: Ready,
  password: string,
  lock: number | 'ignore',
  { port: wanted, readyWaitMs }: StartOptions,
): Promise<Running> {
  const { place, binaries, account } = ready;
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted ?? (await freePort());
    const started = startPostmaster(place, binaries, account, port, lock);
    const failure = await waitUntilReady(place, password, port, started.complaint, readyWaitMs);
    if (failure === null) return { pid: started.pid, port, adopted: false };
    if (attempt === START_ATTEMPTS_MAX || !isPassing(failure)) {
      throw new Error(`PostgreSQL did not start (its log is ${place.log}): ${failure}`);
    }
    await delay(START_PAUSE_MS);
  }
}

/** Another program took the port, or children of a killed postmaster have not yet noticed its end. */
function isPassing(complaint: string): boolean {
  return /Address already in use|pre-existing shared memory block/.test(complaint);
}

/** Null once our cluster answers on this port; otherwise the complaint of a postmaster that ended before. */
async function waitUntilReady(
  place: Place,
  password: string,
  port: number,
  complaint: () => string | null,
  waitMs = READY_WAIT_MS,
): Promise<string | null> {
  const deadline = Date.now() + waitMs;
  while (Date.now() < deadline) {
    const failure = complaint();
    if (failure !== null) return failure;
    const folder = await probe(port, password);
    if (folder !== null) {
      if (realpathSync(folder) === realpathSync(place.cluster)) return null;
      throw new Error(`Port ${port} belongs to another PostgreSQL, which serves ${folder}.`);
    }
    await delay(READY_POLL_MS);
  }
  throw new Error(`PostgreSQL was not ready after ${waitMs / 1000} s; see ${place.log}.`);
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done, failed) => {
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => done(port));
    });
  });
}
