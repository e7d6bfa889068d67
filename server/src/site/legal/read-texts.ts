import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere } from '../../kit/if-there.ts';
import { type LegalName, legalNames, readFileName, type TextFile } from './legal-text.ts';

/** Ours, for every text that the operator has not written. */
const DEFAULTS = join(import.meta.dirname, '../texts');
const BYTES_MAX = 256 * 1024;

export interface StoredText extends TextFile {
  readonly markdown: string;
  /** The day of its name; otherwise the day on which the file was changed last. */
  readonly since: string;
  /** Whether it is the text that comes with the software. */
  readonly isDefault: boolean;
}

export type Texts = Readonly<Record<LegalName, readonly StoredText[]>>;

/** Reads all versions of all texts, in the operator's folder and of our own. */
export async function readTexts(folder: string): Promise<Texts> {
  const all = (await Promise.all([readFolder(folder, false), readFolder(DEFAULTS, true)])).flat();
  const entries = legalNames.map((name) => [name, all.filter((each) => each.name === name)]);
  return Object.fromEntries(entries) as Texts;
}

async function readFolder(folder: string, isDefault: boolean): Promise<StoredText[]> {
  const files = (await ifThere(readdir(folder))) ?? [];
  const named = files.flatMap((file) => readFileName(file) ?? []);
  return Promise.all(
    named.map(async (each) => {
      const path = join(folder, each.file);
      const { size, mtime, isFile } = await kindOf(path);
      if (!isFile) throw new Error(`${path} is not a file`);
      if (size > BYTES_MAX)
        throw new Error(`${path} has ${size} bytes; ${BYTES_MAX} are the limit`);
      const markdown = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
      return { ...each, markdown, since: each.day ?? mtime.toISOString().slice(0, 10), isDefault };
    }),
  );
}

async function kindOf(path: string) {
  const found = await stat(path);
  return { size: found.size, mtime: found.mtime, isFile: found.isFile() };
}
