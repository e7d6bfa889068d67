import type { Db } from '../kit/database/index.ts';
import type { Logger } from '../kit/log.ts';
import type { Mode } from '../kit/tenant-ref.ts';

/** One thing that a search found. */
export interface SearchHit {
  /** As it is shown: `ord_…`; of a product, its SKU. */
  readonly id: string;
  readonly title: string;
  readonly status: string | null;
  readonly mode: Mode | null;
  readonly email: string | null;
  readonly partnerId: string | null;
}

/** The text of a search, without the blanks around it, and how many of a kind are wanted. */
export interface Sought {
  readonly text: string;
  readonly most: number;
}

/** Finds the things of one kind. */
export type Finder = (db: Db, sought: Sought) => Promise<readonly SearchHit[]>;

export interface SearchResults<Kind extends string> {
  readonly found: readonly (SearchHit & { readonly kind: Kind })[];
  /** Kinds whose search failed. */
  readonly failed: readonly Kind[];
}

/** Kinds that are searched at a time: one person who types must not occupy the connections of everybody. */
const AT_ONCE = 2;

/** Searches kind after kind. One that fails leaves the others; the log names it, without the text. */
export async function searchKinds<Kind extends string>(
  { reads, log }: { readonly reads: Db; readonly log: Logger },
  finders: readonly (readonly [kind: Kind, find: Finder])[],
  sought: Sought,
): Promise<SearchResults<Kind>> {
  const results = new Map<Kind, readonly SearchHit[]>();
  const waiting = finders.values();
  const work = async () => {
    for (const [kind, find] of waiting) {
      try {
        results.set(kind, await find(reads, sought));
      } catch (error) {
        log.error({ err: error, kind }, 'a kind could not be searched');
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const kinds = finders.map(([kind]) => kind);
  return {
    // nothing: a kind that failed.
    found: kinds.flatMap((kind) => (results.get(kind) ?? []).map((hit) => ({ ...hit, kind }))),
    failed: kinds.filter((kind) => !results.has(kind)),
  };
}

export const hit = (id: string, title: string, more: Partial<SearchHit> = {}): SearchHit => ({
  ...{ status: null, mode: null, email: null, partnerId: null },
  ...more,
  ...{ id, title },
});
