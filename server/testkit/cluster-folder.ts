import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { openEmbedded } from '../src/postgres/index.ts';
import { findPostmaster } from '../src/postgres/postmaster.ts';

/** A DATA_DIR of a test. When it goes out of scope, whatever still runs on it is stopped and it is deleted. */
export interface ClusterFolder extends AsyncDisposable {
  readonly dataDir: string;
}

/**
 * Makes a DATA_DIR with a migrated cluster that is not running: a copy of the one that the run has prepared, or of
 * another stopped one. Making one from nothing takes ten times as long.
 */
export async function clusterFolder(
  from: string = inject('preparedFolder'),
): Promise<ClusterFolder> {
  const folder = await emptyFolder();
  await copyFolder(from, folder.dataDir);
  return folder;
}

/** Makes an empty DATA_DIR, for tests of how a cluster is created. */
export async function emptyFolder(): Promise<ClusterFolder> {
  const dataDir = await mkdtemp(join(tmpdir(), 'psnb2b-cluster-'));
  return { dataDir, [Symbol.asyncDispose]: () => clear(dataDir) };
}

/** Copies the content of a folder with owners and modes, and shares its blocks if the file system can. */
export async function copyFolder(from: string, to: string): Promise<void> {
  const sharing = process.platform === 'linux' ? ['--reflink=auto'] : [];
  await promisify(execFile)('cp', ['-a', ...sharing, `${from}/.`, to]);
}

/** Stops what a failed test left running: opening adopts it, closing stops it. */
async function clear(dataDir: string): Promise<void> {
  const cluster = join(dataDir, 'postgres');
  if (existsSync(cluster) && findPostmaster(cluster) !== null) {
    await (await openEmbedded({ dataDir })).close();
  }
  await rm(dataDir, { recursive: true, force: true });
}
