import { DAY_MS, MINUTE_MS } from '../kit/time.ts';
import type { Mark } from './inventory-levels.ts';

/** How long a cursor is valid. */
export const CURSOR_LIFE_MS = DAY_MS;
/** How far the clocks of two nodes may differ. */
const CLOCK_SKEW_MS = 5 * MINUTE_MS;

/** What a reply was made of, so that a later reply can tell what changed. */
export interface Cursor extends Mark {
  readonly issuedAt: number;
  /** The discount in its prices. */
  readonly discountBps: number;
}

/** `184467.mg3k2x1a.9f2c01ab.46`: transaction, time, epoch and discount; opaque to partners. */
export function formatCursor({ xmin, issuedAt, epoch, discountBps }: Cursor): string {
  return `${xmin}.${issuedAt.toString(36)}.${epoch}.${discountBps.toString(36)}`;
}

/** Null for text that is no cursor of ours. */
export function parseCursor(text: string): Cursor | null {
  const match = /^([0-9]{1,20})\.([0-9a-z]{1,9})\.([0-9a-z]{8})\.([0-9a-z]{1,3})$/.exec(text);
  if (!match) return null;
  const [, xmin = '', issued = '', epoch = '', bps = ''] = match;
  return {
    xmin: BigInt(xmin),
    issuedAt: Number.parseInt(issued, 36),
    epoch,
    discountBps: Number.parseInt(bps, 36),
  };
}

/** Whether a cursor is still valid; one from the future is not ours. */
export function isAlive(cursor: Cursor, at: Date): boolean {
  const age = at.getTime() - cursor.issuedAt;
  return age <= CURSOR_LIFE_MS && age >= -CLOCK_SKEW_MS;
}
