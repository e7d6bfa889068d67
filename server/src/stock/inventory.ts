import type { CatalogWatch } from '../catalog/index.ts';
import { assert } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, VersionWatch } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { type Level, type LevelsRead, type Mark, readLevels } from './inventory-levels.ts';
import { type Generation, type PriceList, priceList } from './inventory-pages.ts';

const POLL_MS = 250;
/** Data that was read longer ago is not shown. */
const FRESH_MS = 1_000;
/** An unchanged generation is replaced after this, so that `as_of` stays within FRESH_MS. */
const GENERATION_MS = 500;
const REFRESH_TIMEOUT_MS = 2_000;
/** Number of price groups cached; each partner with own prices is a group. */
const PRICE_LISTS_MAX = 128;

export interface InventoryParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly catalog: CatalogWatch;
  readonly versions: VersionWatch;
  /** Called when a poll failed. */
  readonly onError?: (error: Error) => void;
}

/** Whose inventory is requested. */
export interface InventoryBuyer {
  readonly partnerId: string;
  readonly mode: 'live' | 'test';
  readonly currency: string;
  readonly discountBps: number;
}

/**
 * What can be bought, in memory: stock is polled every 250 ms, prices come from the watched catalogue, and both become one
 * immutable generation. Nothing older than 1 s is shown: without a successful poll, requests wait for one or end in
 * `unavailable`.
 */
export class Inventory implements AsyncDisposable {
  readonly #parts: InventoryParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #closed = false;

  #levels: ReadonlyMap<number, Level> = new Map();
  #mark: Mark | null = null;
  #generation: Generation | null = null;
  /** performance.now() at which the poll of the current generation began. */
  #generationAt = Number.NEGATIVE_INFINITY;
  readonly #priceLists = new Map<string, PriceList>();

  constructor(parts: InventoryParts) {
    this.#parts = parts;
  }

  /** The first poll, then one every 250 ms. Without it, a request that finds nothing fresh polls. */
  async start(): Promise<void> {
    await this.refresh();
    this.#timer = setInterval(() => {
      if (!this.#running)
        this.#begin(GENERATION_MS).catch((error: Error) => this.#parts.onError?.(error));
    }, POLL_MS);
    this.#timer.unref();
  }

  /** The current generation if it is at most 1 s old; otherwise null. */
  get fresh(): Generation | null {
    const isFresh = performance.now() - this.#generationAt < FRESH_MS;
    return isFresh ? (this.#generation ?? null) : null;
  }

  /** The current generation, at most 1 s old. */
  async current(): Promise<Generation> {
    if (this.fresh === null) await this.refresh();
    assert(this.#generation, 'a successful poll leaves a generation');
    return this.#generation;
  }

  /** The effect of all transactions below this one is known. */
  get seen(): Mark {
    assert(this.#mark, 'the inventory was read before it was started');
    return this.#mark;
  }

  /** A poll that begins after this call, and its generation; throws `unavailable` if it takes too long. */
  async refresh(): Promise<void> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      reject(new Refusal('unavailable', {}, { internal: 'the stock poll hangs' }));
    }, REFRESH_TIMEOUT_MS);
    try {
      await Promise.race([this.#running ? this.#queue(this.#running) : this.#begin(0), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The price list of a buyer, shared by all who pay the same. */
  priceList(generation: Generation, buyer: InventoryBuyer): PriceList {
    const { mode, currency, discountBps, partnerId } = buyer;
    const { catalog } = generation;
    const ownPricesOf = catalog.hasOwnPrices(partnerId) ? partnerId : null;
    const priceListId = catalog.priceListOf(partnerId, currency);
    const key = `${mode} ${currency} ${discountBps} ${ownPricesOf} ${priceListId}`;
    const known = this.#priceLists.get(key);
    if (known?.catalog === catalog) return known;
    const made = priceList(catalog, {
      ...{ mode, currency, discountBps },
      ...{ ownPricesOf, priceListId },
    });
    if (!known && this.#priceLists.size >= PRICE_LISTS_MAX) {
      // nothing: a full map has a first key.
      this.#priceLists.delete(this.#priceLists.keys().next().value ?? '');
    }
    this.#priceLists.set(key, made);
    return made;
  }

  /** One more poll after the current one, shared by all who ask meanwhile. */
  #queue(running: Promise<void>): Promise<void> {
    this.#next ??= running
      .catch(() => {})
      .then(() => {
        this.#next = undefined;
        return this.#running ?? this.#begin(0);
      });
    return this.#next;
  }

  #begin(keepMs: number): Promise<void> {
    this.#running = this.#poll(keepMs).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /**
   * Reads stock first, then the catalogue. So everything that transactions below the stock's xmin did, to either, is in the
   * generation that has this xmin in its cursors. A generation younger than `keepMs` stays while nothing changes.
   */
  async #poll(keepMs: number): Promise<void> {
    if (this.#closed) return;
    const began = performance.now();
    const asOf = this.#parts.clock.now();
    const read = await readLevels(this.#parts.database, this.#mark);
    await this.#parts.versions.poll();
    const levels = merge(this.#levels, read);
    const catalog = this.#parts.catalog.current;
    const same = levels === this.#levels && catalog === this.#generation?.catalog;
    this.#levels = levels;
    this.#mark = { xmin: read.xmin, epoch: read.epoch };
    if (same && began - this.#generationAt < keepMs) return;
    this.#generation = { catalog, levels, mark: this.#mark, asOf };
    this.#generationAt = began;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await Promise.allSettled([this.#running, this.#next]);
  }
}

/** Applies changes. An unchanged level stays the same object, and so does a map of such. */
function merge(known: ReadonlyMap<number, Level>, read: LevelsRead): ReadonlyMap<number, Level> {
  if (read.whole) return read.levels;
  const news = [...read.levels].filter(([productId, level]) => {
    const before = known.get(productId);
    return before?.changed !== level.changed || before.available !== level.available;
  });
  return news.length === 0 ? known : new Map([...known, ...news]);
}
