import type { Event, FollowOptions } from '@psnb2b/sdk';
import type { Context } from '../context.ts';
import { patiently } from './patiently.ts';

/** Follows the events as the SDK does, across restarts of the shop: the stored position is where it resumes. */
export async function* followPatiently(
  context: Context,
  options: FollowOptions,
): AsyncGenerator<Event, void> {
  const { client } = await context.shop();
  const { signal } = context;
  yield* patiently(context, () => client.events.follow({ pollMs: 1_000, ...options, signal }));
}
