import type { LiveTopic } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { readChanges, type Version } from './read-changes.ts';

/** Who is concerned by a change, and by what. */
export interface Change {
  readonly scope: string;
  readonly topic: LiveTopic;
}

/** Rows that were noted are kept for a minute at least, so whoever reads later than this may have missed some. */
const GAP_MAX_MS = 30_000;

/**
 * What the database has noted since the last read. A transaction that was running then is read again; what was seen of it is
 * remembered, so each change is returned once, and none is missed.
 */
export class Followed {
  readonly #db: Db;
  #mark: bigint | null = null;
  #seen: ReadonlySet<string> = new Set();
  #readAt = Number.NEGATIVE_INFINITY;
  readonly #tenants = new Map<number, Map<LiveTopic, string>>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** Begins to follow tenants at their present state; of those that are followed already nothing changes. */
  async follow(tenantIds: readonly number[]): Promise<void> {
    const fresh = tenantIds.filter((each) => !this.#tenants.has(each));
    if (fresh.length === 0) return;
    const { versions } = await readChanges(this.#db, this.#mark ?? 0n, fresh);
    // Whoever was quicker has the older state, which misses nothing.
    const mine = fresh.filter((each) => !this.#tenants.has(each));
    for (const tenantId of mine) {
      const own = versions.filter((each) => each.tenantId === tenantId);
      this.#tenants.set(tenantId, new Map(own.map(({ topic, version }) => [topic, version])));
    }
  }

  unfollow(tenantId: number): void {
    this.#tenants.delete(tenantId);
  }

  /** What changed since the last read; null if some of it may be lost: at the first read, or after a long silence. */
  async read(): Promise<Change[] | null> {
    const began = performance.now();
    const from = this.#mark;
    const read = await readChanges(this.#db, from ?? 0n, [...this.#tenants.keys()]);
    const isWhole = from !== null && read.xmin >= from && began - this.#readAt < GAP_MAX_MS;
    const fresh = read.noted.filter((each) => !this.#seen.has(nameOf(each)));
    this.#mark = read.xmin;
    this.#seen = new Set(read.noted.filter(({ tx }) => tx >= read.xmin).map(nameOf));
    this.#readAt = began;
    const moved = read.versions.filter((each) => this.#moves(each));
    if (!isWhole) return null;
    return [
      ...fresh.map(({ scope, topic }) => ({ scope, topic })),
      ...moved.map(({ tenantId, topic }) => ({ scope: `tenant:${tenantId}`, topic })),
    ];
  }

  /** Whether it is another version than the last one, which it replaces. */
  #moves({ tenantId, topic, version }: Version): boolean {
    const known = this.#tenants.get(tenantId);
    if (!known || known.get(topic) === version) return false;
    known.set(topic, version);
    return true;
  }
}

function nameOf({ tx, scope, topic }: { tx: bigint; scope: string; topic: string }): string {
  return `${tx} ${scope} ${topic}`;
}
