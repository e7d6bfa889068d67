import { text } from '../text/text.ts';

/** Basis points as a percentage: 150 → `1.50 %`; null reads as a dash. */
export function percent(bps: number | null): string {
  return bps === null ? text.none : `${(bps / 100).toFixed(2)} %`;
}
