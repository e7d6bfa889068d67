import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, ConnectionError, type Event, type FollowOptions } from '@psnb2b/sdk';
import type { Context } from '../context.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Follows the events as the SDK does, and goes on after a fault that outlasted its retries, such as a restart of the shop: the stored position is
 * where it resumes.
 */
export async function* followPatiently(
  context: Context,
  options: FollowOptions,
): AsyncGenerator<Event, void> {
  const { client } = await context.shop();
  const { signal } = context;
  let waitMs = FIRST_WAIT_MS;
  for (;;) {
    try {
      for await (const event of client.events.follow({ pollMs: 1_000, ...options, signal })) {
        waitMs = FIRST_WAIT_MS;
        yield event;
      }
      return;
    } catch (error) {
      const isPassing =
        error instanceof ConnectionError
          ? error.reason !== 'redirect'
          : error instanceof ApiError && error.retryable;
      if (!isPassing) throw error;
      context.note(`${(error as Error).message} Trying again in ${waitMs / 1_000} s.`);
      await delay(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
  }
}
