import { hash, type KeyObject } from 'node:crypto';
import type { Clock } from '../kit/clock.ts';
import type { Database, VersionWatch } from '../kit/database/index.ts';
import { RecentlyGood } from '../kit/limits/index.ts';
import { findKeyEntry, type KeyEntry } from './key-entry.ts';
import { cellOf, hashKey, readKeyText } from './key-format.ts';

const ENTRIES_MAX = 10_000;

/** A look-up in the database. */
export interface KeyLookUp {
  /** It is not charged to the address: the key was valid recently, or is being looked up already. */
  readonly isFree: boolean;
  readonly find: () => Promise<KeyEntry | null>;
}

interface CellAddress {
  readonly letter: string;
  readonly url: string;
}

export function isLookUp(found: KeyEntry | KeyLookUp): found is KeyLookUp {
  return 'find' in found;
}

/**
 * The keys in use, in memory by plain SHA-256: as safe for 256 random bits as the keyed hash that is
 * stored, and a third of its time on the path of every request. Entries are trusted while the
 * version poll is fresh, so that a revocation holds everywhere within a second; when polling fails
 * each request looks for itself.
 */
export class KeyDirectory {
  readonly #database: Database;
  readonly #pepper: KeyObject;
  readonly #cell: string | null;
  readonly #cells: readonly CellAddress[];
  readonly #versions: VersionWatch;
  readonly #clock: Clock;
  readonly #recent = new RecentlyGood();
  #entries = new Map<string, KeyEntry>();
  #underWay = new Map<string, Promise<KeyEntry | null>>();

  constructor(parts: {
    readonly database: Database;
    readonly pepper: KeyObject;
    readonly cell: string | null;
    /** Where the cells of the shop are, as far as they are known. */
    readonly cells?: readonly CellAddress[];
    readonly versions: VersionWatch;
    readonly clock: Clock;
  }) {
    this.#database = parts.database;
    this.#pepper = parts.pepper;
    this.#cell = parts.cell;
    this.#cells = parts.cells ?? [];
    this.#versions = parts.versions;
    this.#clock = parts.clock;
    parts.versions.on('partners', () => {
      // A running look-up fills the map that it started with, so it cannot restore what changed meanwhile.
      this.#entries = new Map();
      this.#underWay = new Map();
    });
  }

  /**
   * The entry of a valid key; null for any other text. A key in use is answered at once from memory, and a mistyped key costs no
   * look-up.
   */
  authenticate(text: string): KeyEntry | null | KeyLookUp {
    const digest = hash('sha256', text, 'base64');
    const known = this.#versions.fresh ? this.#entries.get(digest) : undefined;
    if (known === undefined)
      return readKeyText(text) === null ? null : this.#lookUpOf(text, digest);
    return known.expiresAt && known.expiresAt <= this.#clock.now() ? null : known;
  }

  /**
   * What is said of a key that is not one of ours because another cell of the shop issued it; undefined for any other text. A key keeps its
   * letter, so one that was found is ours whatever its letter is.
   */
  misdirected(text: string): string | undefined {
    const cell = cellOf(text);
    if (cell === null || cell === this.#cell) return undefined;
    const here = this.#cell === null ? 'this is another one' : `this is cell ${this.#cell}`;
    const url = this.#cells.find(({ letter }) => letter === cell)?.url;
    const address = url ? `${url}/api/v1` : 'the API address that you received with the key';
    return `This key belongs to cell ${cell} of the shop, and ${here}. Use ${address}.`;
  }

  #lookUpOf(text: string, digest: string): KeyLookUp {
    return {
      isFree: this.#underWay.has(digest) || this.#recent.has(digest),
      find: () => this.#underWay.get(digest) ?? this.#share(text, digest),
    };
  }

  /** Concurrent requests with the same key wait for the same answer. */
  #share(text: string, digest: string): Promise<KeyEntry | null> {
    const underWay = this.#underWay;
    const found = this.#find(text, digest).finally(() => underWay.delete(digest));
    underWay.set(digest, found);
    return found;
  }

  async #find(text: string, digest: string): Promise<KeyEntry | null> {
    const entries = this.#entries;
    const hashed = hashKey(this.#pepper, text);
    const found = await findKeyEntry(this.#database.reads, hashed, this.#clock.now());
    if (!found) {
      this.#recent.delete(digest);
      return null;
    }
    this.#recent.add(digest);
    if (entries.size >= ENTRIES_MAX) entries.clear();
    entries.set(digest, found);
    return found;
  }
}
