import { type PruneParts, pruneDays } from '../kit/prune-days.ts';

export const quotaDaysKept = 7;

/** Deletes the use of days long past; returns how many rows. */
export function pruneQuotas(parts: PruneParts): Promise<number> {
  return pruneDays(parts, quotaDaysKept, 'DELETE FROM quotas.uses WHERE day < $1');
}
