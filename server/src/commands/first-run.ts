import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isMissing } from '../kit/if-there.ts';

/**
 * The secrets that a first run created and has not shown to anybody yet. They are kept in DATA_DIR (mode 0600) until they are printed: a start
 * that is killed earlier would leave data to which nobody has a key.
 */
export interface FirstRun {
  readonly passwords: { readonly portal: string; readonly console: string };
  /** Set once the demo is complete. */
  readonly keys: { readonly live: string; readonly test: string } | null;
}

const pathOf = (dataDir: string) => join(dataDir, 'first-run.json');

/** A first run whose notice was not printed yet, or null. */
export function readFirstRun(dataDir: string): FirstRun | null {
  try {
    return JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as FirstRun;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Writes the file completely or not at all; it is on the disk when this returns. */
export function writeFirstRun(dataDir: string, run: FirstRun): void {
  mkdirSync(dataDir, { recursive: true });
  writePrivately(pathOf(dataDir), JSON.stringify(run));
}

/** Writes a file that only its owner reads, completely or not at all; it is on the disk when this returns. */
export function writePrivately(path: string, text: string): void {
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
}

/** Deletes the file after its contents were shown: nobody needs it any more, and it holds secrets. */
export function forgetFirstRun(dataDir: string): void {
  rmSync(pathOf(dataDir), { force: true });
}
