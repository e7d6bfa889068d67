import type { StockLevel } from '@psnb2b/contract';
import { words } from './words.ts';

/** What a threshold as typed would mean for a product now, at the pace at which it sells; null: nothing typed, or no number of codes. */
export function sayReached(
  typed: unknown,
  { available, sold, days }: Pick<StockLevel, 'available' | 'sold' | 'days'>,
): string | null {
  const text = String(typed ?? '').trim();
  if (!/^[0-9]{1,8}$/.test(text)) return null;
  const codes = Number(text);
  if (available <= codes) return words.reached(available);
  if (sold === null || days === null) return null;
  if (sold === 0) return words.reachedNever;
  return words.reachedIn(Math.floor((available - codes) / (sold / days)));
}
