import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { giveToOwner, syncFolder } from '../postgres/index.ts';

/** In DATA_DIR: the backups of before an upgrade that the database does not list yet. */
const FILE = 'upgrade-backups.json';

/** A backup of before an upgrade that was begun; it may be whole. */
export interface UpgradeNote {
  readonly name: string;
  readonly place: string;
  /** The migrations that were to run when it was made. */
  readonly pending: readonly string[];
}

/** Returns the notes of earlier attempts, oldest first. */
export async function readUpgradeNotes(dataDir: string): Promise<readonly UpgradeNote[]> {
  try {
    return JSON.parse(await readFile(join(dataDir, FILE), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Replaces the notes in one step, for good. Without any there is no file. */
export async function writeUpgradeNotes(
  dataDir: string,
  notes: readonly UpgradeNote[],
): Promise<void> {
  const path = join(dataDir, FILE);
  if (notes.length === 0) return rm(path, { force: true });
  const fresh = `${path}.new`;
  const file = await open(fresh, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(notes)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  giveToOwner(fresh);
  await rename(fresh, path);
  syncFolder(dataDir);
}
