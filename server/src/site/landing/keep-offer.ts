import { onceASecond } from '../../kit/once-a-second.ts';
import { MINUTE_MS } from '../../kit/time.ts';
import type { Offer } from './offer.ts';

const FRESH_MS = 30_000;
/** While it cannot be read again, an offer of the last minute is shown. */
const KEPT_MS = MINUTE_MS;

/**
 * Returns the offer, which is read at most every 30 seconds, whoever asks how often. Null if it could not be read for a minute.
 * `monotonic` gives milliseconds.
 */
export function keepOffer(
  read: () => Promise<Offer>,
  monotonic: () => number = () => performance.now(),
): () => Promise<Offer | null> {
  const look = onceASecond(read, monotonic);
  let kept: { readonly offer: Offer; readonly at: number } | null = null;
  const age = () => (kept === null ? Number.POSITIVE_INFINITY : monotonic() - kept.at);
  return async () => {
    if (kept !== null && age() < FRESH_MS) return kept.offer;
    // nothing: the last offer stays for a minute.
    const offer = await look().catch(() => null);
    if (offer !== null) kept = { offer, at: monotonic() };
    return kept !== null && age() < KEPT_MS ? kept.offer : null;
  };
}
