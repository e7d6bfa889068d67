import { ApiError } from '@psnb2b/sdk';
import type { Context } from './context.ts';

const WRONG_KEY = new Set([401, 403]);

/** For commands that wait: throws at once if the shop refuses the key, instead of when its time is over. Whatever else fails is waited for as usual. */
export async function refuseWrongKey(context: Context): Promise<void> {
  const { client } = await context.shop();
  try {
    await client.me({ signal: context.signal, maxRetries: 0 });
  } catch (error) {
    if (error instanceof ApiError && WRONG_KEY.has(error.status)) throw error;
    context.signal.throwIfAborted();
  }
}
