import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '../kit/time.ts';
import { type Account, chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { syncFolder } from './init-cluster.ts';
import { withLock } from './lock.ts';
import { clusterUrl } from './open-embedded.ts';
import { giveToOwner, type Place, preparePlace } from './place.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';
import { runCluster } from './run-cluster.ts';
import { UNFINISHED } from './unfinished-restore.ts';

const LOCK_WAIT_MS = 5_000;
/** A restored cluster may have days of log to replay. */
const RECOVERY_WAIT_MS = 7 * DAY_MS;

export interface Restoring {
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** Fills an empty folder with the files of a cluster, and returns the password of its user. */
  readonly unpack: (folder: string) => Promise<string>;
  /** Works on the database before anybody else can; `url` is its owner's. */
  readonly prepare: (url: string) => Promise<void>;
}

/**
 * Puts a copied cluster where there is none: it is unpacked, started and prepared under another name, and gets its own name as the
 * last step. What fails half-way leaves nothing; what is killed half-way leaves a folder that the next restore removes, and beside
 * which no server creates an empty database.
 */
export async function restoreCluster(restoring: Restoring): Promise<void> {
  const place = preparePlace(restoring.dataDir);
  await withLock(place.lock, LOCK_WAIT_MS, async () => {
    if (lstatSync(place.cluster, { throwIfNoEntry: false })) {
      throw new Error(
        `There is a database in ${place.cluster} already; name another DATA_DIR, or move that folder away.`,
      );
    }
    const account = accountFor(place);
    const fresh = unfinishedOf(place);
    await remove(fresh);
    try {
      mkdirSync(fresh.cluster, { mode: 0o700 });
      const password = await restoring.unpack(fresh.cluster);
      writeFileSync(fresh.password, password, { mode: 0o600 });
      giveToOwner(fresh.password);
      if (account.kind === 'user') giveTree(fresh.cluster, account);
      chmodSync(fresh.cluster, 0o700);
      const running = await runCluster(fresh, restoring.log, { readyWaitMs: RECOVERY_WAIT_MS });
      await restoring.prepare(clusterUrl(fresh, running.port));
      await stopPostmaster(running.pid);
      for (const file of readdirSync(place.home)) {
        if (file.startsWith(`postgres${UNFINISHED}.`)) rmSync(join(place.home, file));
      }
      renameSync(fresh.password, place.password);
      renameSync(fresh.cluster, place.cluster);
      syncFolder(place.home);
    } catch (error) {
      await remove(fresh);
      throw error;
    }
  });
}

function unfinishedOf(place: Place): Place {
  return {
    ...place,
    cluster: place.cluster + UNFINISHED,
    password: `${place.password}${UNFINISHED}`,
  };
}

/** Chosen before the folder exists, because PostgreSQL runs only as the owner of its folder. */
function accountFor({ cluster, libraries }: Place): Account {
  const account = chooseAccount(cluster, findBinaries(libraries).postgres);
  if (account !== null) return account;
  throw new Error('PostgreSQL refuses to run as root here: restore as an ordinary user.');
}

async function remove({ cluster, password, home }: Place): Promise<void> {
  const living = existsSync(cluster) ? findPostmaster(cluster) : null;
  if (living !== null) await stopPostmaster(living.pid);
  rmSync(cluster, { recursive: true, force: true });
  rmSync(password, { force: true });
  for (const file of readdirSync(home)) {
    if (file.startsWith(`postgres${UNFINISHED}.`)) rmSync(join(home, file), { force: true });
  }
}

function giveTree(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chownSync(join(entry.parentPath, entry.name), uid, gid);
  }
}
