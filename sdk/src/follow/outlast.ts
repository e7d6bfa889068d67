import { ApiError, ConnectionError } from '../errors.ts';
import { isCertificate } from '../transport/reason-of.ts';
import { pause } from '../transport/retry.ts';

const LONGEST_WAIT_MS = 60_000;

/**
 * Calls until it succeeds: a follower outlasts a fault that is longer than the retries of one call. The waits grow from `pollMs` to a minute. Throws
 * what no wait changes, such as a wrong certificate, and the signal's reason.
 */
export async function outlast<Value>(
  call: () => Promise<Value>,
  pollMs: number,
  signal?: AbortSignal,
): Promise<Value> {
  for (let fault = 0; ; fault += 1) {
    try {
      return await call();
    } catch (error) {
      if (signal?.aborted || !mayPass(error)) throw error;
      await pause(Math.min(pollMs * 2 ** Math.min(fault, 20), LONGEST_WAIT_MS), signal);
    }
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof ApiError) return error.retryable;
  return error instanceof ConnectionError && error.reason !== 'redirect' && !isCertificate(error);
}
