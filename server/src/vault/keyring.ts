import type { KeyObject } from 'node:crypto';
import { readKekFile } from './kek-file.ts';
import { type KekVersions, parseKekText } from './kek-text.ts';
import { KeyProblem } from './key-problem.ts';

/** Where the key-encryption key is stored. `strict`: refuse a file that others can read. */
export type KekSource =
  | { readonly kind: 'file'; readonly path: string; readonly strict: boolean }
  | { readonly kind: 'text'; readonly text: string };

/** Names the source in a sentence. */
export function nameKekSource(source: KekSource): string {
  return source.kind === 'file' ? `the key file ${source.path}` : 'the variable KEK';
}

/** All versions, or null if the file does not exist yet. */
export async function readKekSource(source: KekSource): Promise<KekVersions | null> {
  if (source.kind === 'file') return readKekFile(source.path, source.strict);
  return parseKekText(source.text, 'The variable KEK');
}

/** The versions of the key-encryption key in memory; follows a file that is rotated meanwhile. */
export class Keyring {
  readonly #source: KekSource;
  #versions: KekVersions;

  constructor(source: KekSource, versions: KekVersions) {
    this.#source = source;
    this.#versions = versions;
  }

  /** The key of a version; an unknown version is looked up in the file again. */
  async key(version: number): Promise<KeyObject> {
    const known = this.#versions.get(version);
    if (known) return known;
    this.#versions = (await readKekSource(this.#source)) ?? this.#versions;
    const found = this.#versions.get(version);
    if (!found) throw missingVersion(this.#source, version);
    return found;
  }

  forget(): void {
    this.#versions = new Map();
  }
}

export function missingVersion(source: KekSource, version: number): KeyProblem {
  return new KeyProblem(
    `Version ${version} of the key-encryption key is in use in this database but not in ` +
      `${nameKekSource(source)}; copy it from where the key was rotated.`,
  );
}
