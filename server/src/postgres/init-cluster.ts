import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { text } from 'node:stream/consumers';
import { type Account, asAccount, childEnvironment } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';

export const DATABASE_USER = 'psnb2b';
/** The role of the server, which owns nothing. */
export const APP_USER = 'psnb2b_app';

/**
 * Makes the cluster beside its final name and renames it when it is complete: an interrupted start leaves nothing that looks like
 * a database.
 */
export async function initCluster(
  place: Place,
  binaries: Binaries,
  account: Account,
  password: string,
): Promise<void> {
  const fresh = `${place.cluster}.new`;
  const passwordFile = `${fresh}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (account.kind === 'user') {
      for (const path of [fresh, passwordFile]) chownSync(path, account.uid, account.gid);
    }
    await runInitdb(binaries, account, fresh, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  chmodSync(fresh, 0o700);
  renameSync(fresh, place.cluster);
  syncFolder(place.home);
}

async function runInitdb(
  binaries: Binaries,
  account: Account,
  folder: string,
  passwordFile: string,
): Promise<void> {
  // The builtin C.UTF-8 sorts by code point and never changes with the system's libraries, so an index made here is right on
  // every machine (PostgreSQL 18 documentation, "Locale Providers").
  const command = asAccount(account, binaries.initdb, [
    `--pgdata=${folder}`,
    `--username=${DATABASE_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ]);
  const child = spawn(command.file, command.args, {
    ...command.ids,
    cwd: '/',
    env: childEnvironment(binaries.libraryPath),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((done, failed) => {
    child.on('error', failed).on('close', done);
  });
  const [complaint, status] = await Promise.all([text(child.stderr), ended]);
  if (status !== 0)
    throw new Error(`The embedded database could not be created: ${complaint.trim()}`);
}

/** A rename is durable only once its folder is on disk. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
