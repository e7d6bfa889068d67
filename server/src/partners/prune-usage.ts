import { type PruneParts, pruneDays } from '../kit/prune-days.ts';

/** A cap is of one day; the week before it explains an old refusal. */
const KEPT_DAYS = 7;

/** Deletes what capped keys bought on days long past; returns how many rows. */
export function pruneUsage(parts: PruneParts): Promise<number> {
  return pruneDays(parts, KEPT_DAYS, 'DELETE FROM partners.key_usage WHERE day < $1');
}
