import type { ClaimReason } from '@psnb2b/contract/states';

/** What the form holds. Codes are named by choosing them, or by what is pasted: one a line. */
export interface Fields extends Record<string, unknown> {
  order_id: string;
  way: 'list' | 'paste';
  codes: string[];
  pasted: string;
  reason: ClaimReason | null;
  description: string;
}

const ORDER_ID = /^ord_[0-9a-z]{26}$/;

/** Whether it can be an id: half of one is not asked for. */
export function isOrderId(text: string): boolean {
  return ORDER_ID.test(text);
}

/** The codes as they are sent. */
export function codesOf({ way, codes, pasted }: Fields): string[] {
  return way === 'list' ? codes : linesOf(pasted).map(({ text }) => text);
}

/** The lines that say something, and where they are, counted from 1. */
export function linesOf(pasted: string): { readonly text: string; readonly number: number }[] {
  return pasted
    .split('\n')
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter(({ text }) => text !== '');
}

/** The form without these codes. */
export function leaveOut(fields: Fields, faulty: ReadonlySet<string>): Partial<Fields> {
  const kept = codesOf(fields).filter((code) => !faulty.has(code));
  return fields.way === 'list' ? { codes: kept } : { pasted: kept.join('\n') };
}
