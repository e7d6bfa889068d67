import type { StockLevel } from '@psnb2b/contract';
import { words } from './words.ts';

/** For how many days the codes last, and what that was counted from. */
export function Cover({ level: { cover_days, sold, days } }: { readonly level: StockLevel }) {
  if (sold === null || days === null) return <span className="quiet">{words.notCounted}</span>;
  return (
    <div>
      <div>
        {cover_days === null ? (
          <span className="quiet">{words.noSales}</span>
        ) : (
          words.coverDays(cover_days)
        )}
      </div>
      {sold > 0 && <div className="quiet">{words.pace(sold, days)}</div>}
    </div>
  );
}
