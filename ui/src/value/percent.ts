import { text } from '../text/text.ts';

/** Returns basis points as a percentage: 150 → `1.50 %`, −122 → `−1.22 %`; null is shown as a dash. */
export function percent(bps: number | null): string {
  return bps === null ? text.none : `${(bps / 100).toFixed(2).replace('-', '−')} %`;
}
