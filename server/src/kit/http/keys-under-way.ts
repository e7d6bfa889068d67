import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';

/** From the contract: how long the second of two requests with one key waits for the first. */
const WAIT_MS = 2_000;

/**
 * Requests with an idempotency key that this process is serving. A request with the same key waits for the first to end, and is
 * then served like any other: as a replay, or as new if the first one failed.
 */
export class KeysUnderWay {
  readonly #first = new Map<string, Promise<unknown>>();

  /** Throws `idempotency_in_progress` if the first has not ended after 2 s. */
  serve<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const first = this.#first.get(name);
    if (first) return waitFor(first).then(work);
    const mine = work();
    this.#first.set(name, mine);
    const forget = () => this.#first.delete(name);
    mine.then(forget, forget);
    return mine;
  }
}

async function waitFor(first: Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  const late = delay(WAIT_MS, 'late', { signal: ended.signal }).catch(() => 'ended');
  const settled = first.then(
    () => 'ended',
    () => 'ended',
  );
  const what = await Promise.race([settled, late]);
  ended.abort();
  if (what === 'late') throw inProgress();
}

export function inProgress(): Refusal {
  return new Refusal('idempotency_in_progress');
}
