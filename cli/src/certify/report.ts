import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, ConnectionError } from '@psnb2b/sdk';
import type { Context } from '../context.ts';
import { VERSION } from '../version.ts';
import type { CheckResult } from './checks.ts';

/** The shop writes what it records about requests once a second. */
const RECORDED_MS = 1_500;
/** The shop looks at the last two hours at most. */
const LONGEST_SECONDS = 7_200;

/**
 * Sends the result to the shop, so that colleagues and staff see it, and notes what the shop saw itself. A result that cannot be sent changes nothing of
 * it: that is noted, too.
 */
export async function reportResults(
  context: Context,
  results: readonly CheckResult[],
  tookMs: number,
): Promise<void> {
  const { client } = await context.shop();
  const { signal, note } = context;
  const body = {
    checks: results.map(({ id, state }) => ({
      check: id,
      state: state === 'waiting' ? ('not_seen' as const) : state,
    })),
    program_version: VERSION,
    took_seconds: Math.min(Math.ceil((tookMs + RECORDED_MS) / 1_000), LONGEST_SECONDS),
  };
  try {
    await delay(RECORDED_MS, undefined, { signal });
    const { checks } = await client.test.reportCertification(body, { signal });
    const seen = checks.filter(({ seen_at }) => seen_at !== null).map(({ check }) => check);
    const also =
      seen.length === 0 ? 'Its own records show none of it' : `It saw ${seen.join(', ')} itself`;
    note(`Reported to the shop. ${also}.`);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ApiError || error instanceof ConnectionError)) throw error;
    note(`The result could not be reported to the shop: ${error.message}`);
  }
}
