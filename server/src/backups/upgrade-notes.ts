import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere } from '../kit/if-there.ts';
import { giveToOwner, syncFolder } from '../postgres/index.ts';
import type { Manifest } from './manifest.ts';

/** In DATA_DIR: the backups of before an upgrade that the database does not list yet. */
const FILE = 'upgrade-backups.json';

/** A backup of before an upgrade that was begun. */
export interface UpgradeNote {
  readonly name: string;
  readonly place: string;
  /** The migrations that were to run when it was made. */
  readonly pending: readonly string[];
  /** Its list, once it is known to be whole: then nobody has to ask its place. */
  readonly manifest: Manifest | null;
}

/** Returns the notes of earlier attempts, oldest first. */
export async function readUpgradeNotes(dataDir: string): Promise<readonly UpgradeNote[]> {
  const text = await ifThere(readFile(join(dataDir, FILE), 'utf8'));
  return text === null ? [] : JSON.parse(text);
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
