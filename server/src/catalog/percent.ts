import { assert } from '../kit/assert.ts';

/** 150 → `1.50 %`. */
export function formatPercent(bps: number): string {
  return `${(bps / 100).toFixed(2)} %`;
}

/** `1.50 %` → 150; for what `formatPercent` wrote. */
export function parsePercent(text: string): number {
  const match = /^(-?)(\d{1,4})\.(\d\d) %$/.exec(text);
  assert(match, `${text} is a percentage`);
  const bps = Number(match[2]) * 100 + Number(match[3]);
  return match[1] === '-' && bps !== 0 ? -bps : bps;
}
