import { accessReviewDays } from '@psnb2b/contract';
import { DAY_MS } from '../kit/time.ts';

/**
 * Whether the access of the staff is to be reviewed: the last review, or the first account where there was none yet, is at least 90 days old.
 * Without an account there is nothing to review.
 */
export function isReviewDue(
  {
    lastSignedAt,
    firstAccountAt,
  }: Readonly<Record<'lastSignedAt' | 'firstAccountAt', Date | null>>,
  at: Date,
): boolean {
  const since = lastSignedAt ?? firstAccountAt;
  return since !== null && at.getTime() - since.getTime() >= accessReviewDays * DAY_MS;
}
