import { text } from '../text/text.ts';
import { withUnit } from './with-unit.ts';

/** Returns basis points as a percentage: 150 → `1.50 %`, −122 → `−1.22 %`; null is shown as a dash. */
export function percent(bps: number | null): string {
  return bps === null ? text.none : withUnit((bps / 100).toFixed(2).replace('-', '−'), '%');
}
