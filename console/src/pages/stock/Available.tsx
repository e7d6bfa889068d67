import { groupDigits, StatusBadge } from '@psnb2b/ui';
import { words } from './words.ts';

/** Codes for sale, and whether these are fewer than the threshold. */
export function Available({ codes, isLow }: { readonly codes: number; readonly isLow: boolean }) {
  return (
    <span>
      {isLow && (
        <StatusBadge tone="wait" value="low">
          {words.low}
        </StatusBadge>
      )}{' '}
      {groupDigits(codes)}
    </span>
  );
}
