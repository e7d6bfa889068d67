import { webhookTriesMax } from '@psnb2b/contract';
import { DAY_MS, HOUR_MS } from '../kit/time.ts';

const BASE_MS = 10_000;
const ROUND_MS = DAY_MS;
const RETRY_AFTER_MAX_MS = HOUR_MS;
/** How much earlier than its nominal time a retry may come, so that many do not arrive at once. */
const JITTER = 0.1;

export interface Failure {
  /** Attempts of this round so far, including the one that failed. */
  readonly tries: number;
  readonly firstAt: Date;
  readonly endedAt: Date;
  /** The delay that the receiver requested; null if none. */
  readonly retryAfterMs: number | null;
  /** 0 to 1. */
  readonly random: number;
}

/**
 * The time of the next attempt; null if this was the last one. Retry n (1 to 13) follows the end of the previous attempt by 10 s
 * × 2^(n−1), up to a tenth earlier, no sooner than the receiver requested (if it requested at most an hour), and no later than 24
 * h after the first attempt.
 */
export function retryAt({ tries, firstAt, endedAt, retryAfterMs, random }: Failure): Date | null {
  const lastMs = firstAt.getTime() + ROUND_MS;
  if (tries >= webhookTriesMax || endedAt.getTime() >= lastMs) return null;
  const nominalMs = BASE_MS * 2 ** (tries - 1);
  const delayMs = Math.max(
    nominalMs * (1 - JITTER * random),
    // nothing: without a requested delay there is no additional one.
    Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS),
  );
  return new Date(Math.min(endedAt.getTime() + Math.ceil(delayMs), lastMs));
}

/** Milliseconds that a Retry-After header requests (RFC 9110, section 10.2.3); null if it has no valid value. */
export function readRetryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  if (/^[0-9]{1,15}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) || !/[a-z]{3}/i.test(text) ? null : Math.max(date - now.getTime(), 0);
}
