import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Order, OrderCodeList } from '@psnb2b/contract';
import { callApi } from '../call.ts';
import type { Call, OutsideJournal } from './journal.ts';

/** Codes of each order. */
export const QUANTITY = 2;
const PRODUCT = { region: 'US', denomination: 50 };
/** A program waits so long for a reply. */
const PATIENCE_MS = 4_000;
const RETRY_MS = 100;
const AWAY_MS = 5_000;
/** After the end of the load, calls that are not settled are tried for so long. */
const SETTLE_MS = 90_000;
const PROBE_MS = 100;
/** Longer than any run, so that a hold ends only because its buyer wants it to. */
const HOLD_SECONDS = 3 * 3_600;
/** The share of callers that believe a reply that says "nothing took effect", and do not try again. */
const GIVES_UP = 0.5;

/** What a buyer does next, by weight. */
const CHOICES = [
  [60, 'order'],
  [25, 'hold'],
  [6, 'return'],
  [6, 'read'],
  [3, 'claim'],
] as const;

export interface Buyer {
  readonly key: string;
  /** Position of its partner among all. */
  readonly partner: number;
}

export interface LoadOptions {
  readonly journal: OutsideJournal;
  /** The API nodes that a balancer knows; those that are replaced change. */
  readonly urls: () => readonly string[];
  readonly buyers: readonly Buyer[];
  /** A key whose requests are limited; it is called as often as possible. */
  readonly limited: string;
  readonly chance: () => number;
  /** The mean pause between two calls of a buyer, in milliseconds. */
  readonly pauseMs: number;
  /** How long the holds last that their buyers neither confirm nor cancel; by default longer than any run. */
  readonly leftHoldSeconds?: number;
}

type Reply = { readonly status: number; readonly body: Record<string, unknown> };

/** Buyers that place orders, holds, returns and claims without an end, whatever happens to the system, and record everything in the journal. */
export class Load {
  readonly #options: LoadOptions;
  /** When the newest acknowledged write of each buyer was sent, by its position. */
  readonly #servedSince: number[];
  readonly #running: Promise<void>[];
  /** Until when a node is not asked, by its address. */
  readonly #awayUntil = new Map<string, number>();
  acknowledged = 0;
  #endsAt = Number.POSITIVE_INFINITY;

  constructor(options: LoadOptions) {
    this.#options = options;
    this.#servedSince = options.buyers.map(() => Number.NEGATIVE_INFINITY);
    this.#running = options.buyers.map((_, buyer) => this.#buy(buyer));
    for (let probe = 0; probe < 2; probe += 1) this.#running.push(this.#probe(probe));
  }

  /** Resolves when this many buyers have had a write acknowledged that they sent after `at`; false if that takes longer than `limitMs`. */
  async serves(buyers: number, at: number, limitMs: number): Promise<boolean> {
    while (this.#servedSince.filter((served) => served >= at).length < buyers) {
      if (performance.now() - at > limitMs) return false;
      await delay(5);
    }
    return true;
  }

  /** Lets each buyer settle its last call, and ends. */
  async end(): Promise<void> {
    this.#endsAt = performance.now();
    await Promise.all(this.#running);
  }

  get #isOver(): boolean {
    return this.#endsAt < Number.POSITIVE_INFINITY;
  }

  async #buy(buyer: number): Promise<void> {
    const { chance, pauseMs } = this.#options;
    const delivered: string[] = [];
    while (!this.#isOver) {
      await this.#act(buyer, this.#choose(), delivered);
      await delay(pauseMs * 2 * chance());
    }
  }

  #choose(): (typeof CHOICES)[number][1] {
    let left = this.#options.chance() * CHOICES.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, choice] of CHOICES) {
      left -= weight;
      if (left < 0) return choice;
    }
    return 'order';
  }

  async #act(buyer: number, choice: (typeof CHOICES)[number][1], delivered: string[]) {
    const { chance } = this.#options;
    if (choice === 'hold') return this.#hold(buyer, delivered);
    // Each order is read, returned from or claimed at most once.
    const at = Math.floor(chance() * delivered.length);
    const [order] = choice === 'order' ? [] : delivered.splice(at, 1);
    if (order === undefined) {
      const placed = await this.#place(buyer, 'order', {});
      if (placed) delivered.push(placed.id);
      return;
    }
    const path = `/orders/${order}`;
    if (choice === 'read') return this.#settle(this.#read(buyer, `${path}/codes`));
    const masked = await this.#settle(this.#read(buyer, `${path}/codes?masked=true`));
    const code = (masked?.body as OrderCodeList | undefined)?.data[0]?.id;
    if (code === undefined) return;
    if (choice === 'return') {
      await this.#write({
        buyer,
        kind: 'return',
        path: `${path}/returns`,
        body: { codes: [code] },
      });
      return;
    }
    const body = { order_id: order, codes: [code], reason: 'invalid', description: 'It fails.' };
    await this.#write({ buyer, kind: 'claim', path: '/claims', body });
  }

  /** Most are confirmed, some are cancelled, and some are left. */
  async #hold(buyer: number, delivered: string[]): Promise<void> {
    const { chance, pauseMs } = this.#options;
    const lot = chance();
    const isLeft = lot > 0.9;
    const seconds = isLeft ? (this.#options.leftHoldSeconds ?? HOLD_SECONDS) : HOLD_SECONDS;
    const held = await this.#place(buyer, 'hold', { payment: 'hold', hold_seconds: seconds });
    if (!held || isLeft || this.#isOver) return;
    await delay(pauseMs * chance());
    const kind = lot < 0.6 ? 'confirm' : 'cancel';
    const done = await this.#write({ buyer, kind, path: `/orders/${held.id}/${kind}` });
    if (done && kind === 'confirm') delivered.push(held.id);
  }

  async #place(buyer: number, kind: 'order' | 'hold', more: object): Promise<Order | null> {
    const body = { ...PRODUCT, quantity: QUANTITY, ...more };
    const reply = await this.#write({ buyer, kind, path: '/orders', body });
    return reply ? (reply.body as unknown as Order) : null;
  }

  #write(call: Pick<Call, 'buyer' | 'kind' | 'path' | 'body'>): Promise<Reply | null> {
    const id = randomUUID();
    const places = call.path === '/orders';
    const body = places ? { ...call.body, reference: id } : call.body;
    return this.#settle({ ...call, id, method: 'POST', body });
  }

  #read(buyer: number, path: string): Call {
    return { id: randomUUID(), kind: 'read', buyer, method: 'GET', path };
  }

  /** Tries a call until it has a clear reply; null if the buyer gave it up, or if it was refused. */
  async #settle(call: Call): Promise<Reply | null> {
    const { journal, buyers, chance } = this.#options;
    const key = buyers[call.buyer]?.key ?? '';
    let isUnknown = false;
    while (performance.now() < this.#endsAt + SETTLE_MS) {
      const sentAt = performance.now();
      const reply = await this.#send(call, key, this.#anyNode());
      if (reply === null) isUnknown = true;
      else if (reply.status < 300) {
        if (call.method === 'POST') this.#count(call.buyer, sentAt);
        return reply;
      } else if (reply.body.retryable !== true) return null;
      else if (reply.body.code !== 'unavailable') isUnknown = true;
      else if (!isUnknown && call.method === 'POST' && chance() < GIVES_UP) {
        await journal.write({ is: 'given up', at: performance.now(), id: call.id });
        await delay(RETRY_MS);
        return null;
      }
      await delay(RETRY_MS);
    }
    return null;
  }

  #count(buyer: number, sentAt: number): void {
    this.acknowledged += 1;
    this.#servedSince[buyer] = sentAt;
  }

  /** As a balancer does: a node that did not answer gets nothing for a while, unless no other is left. */
  #anyNode(): string {
    const urls = this.#options.urls();
    const now = performance.now();
    const well = urls.filter((url) => (this.#awayUntil.get(url) ?? now) <= now);
    const from = well.length > 0 ? well : urls;
    return from[Math.floor(Math.random() * from.length)] ?? '';
  }

  /** Sends one request and records it before and after; null without a reply. */
  async #send(call: Call, key: string, url: string): Promise<Reply | null> {
    const { journal } = this.#options;
    const request = journal.nextRequest();
    await journal.write({ is: 'sent', at: performance.now(), request, call });
    try {
      const { status, body } = await callApi(url, call.method, call.path, {
        ...{ key, signal: AbortSignal.timeout(PATIENCE_MS) },
        ...(call.method === 'POST' && { idempotencyKey: call.id }),
        ...(call.body && { body: call.body }),
      });
      await journal.write({ is: 'reply', at: performance.now(), request, status, body });
      return { status, body };
    } catch (error) {
      this.#awayUntil.set(url, performance.now() + AWAY_MS);
      await journal.write({ is: 'lost', at: performance.now(), request, error: String(error) });
      return null;
    }
  }

  /** Calls as often as it may and oftener, at one node after another. */
  async #probe(probe: number): Promise<void> {
    const { urls, limited } = this.#options;
    for (let turn = probe; !this.#isOver; turn += 1) {
      const all = urls();
      const call: Call = { id: '', kind: 'probe', buyer: -1, method: 'GET', path: '/balance' };
      await this.#send(call, limited, all[turn % all.length] ?? '');
      await delay(PROBE_MS);
    }
  }
}
