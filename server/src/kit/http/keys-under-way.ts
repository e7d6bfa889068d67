import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';

/** The contract's: the second of two requests with one key waits so long for the first. */
const WAIT_MS = 2_000;

/**
 * Requests with an idempotency key that are being served by this process. Whoever comes with the key of
 * one waits for its end, and then is served like any other: as its replay, or anew where it failed.
 */
export class KeysUnderWay {
  readonly #first = new Map<string, Promise<unknown>>();

  /** Throws `idempotency_in_progress` when the first has not ended after 2 s. */
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
