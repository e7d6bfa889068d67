import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, ConnectionError } from '@psnb2b/sdk';
import type { Context } from '../context.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Yields what `begin` yields, and begins again after a fault that outlasted the retries of the SDK, such as a restart of the shop: `begin`
 * resumes by itself where it ended. Throws what no wait changes.
 */
export async function* patiently<Item>(
  { signal, note }: Context,
  begin: () => AsyncIterable<Item>,
): AsyncGenerator<Item, void> {
  let waitMs = FIRST_WAIT_MS;
  for (;;) {
    try {
      for await (const item of begin()) {
        waitMs = FIRST_WAIT_MS;
        yield item;
      }
      return;
    } catch (error) {
      const isPassing =
        error instanceof ConnectionError
          ? error.reason !== 'redirect'
          : error instanceof ApiError && error.retryable;
      if (!isPassing) throw error;
      note(`${(error as Error).message} Trying again in ${waitMs / 1_000} s.`);
      await delay(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
  }
}
