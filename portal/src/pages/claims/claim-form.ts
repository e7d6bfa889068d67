import type { ClaimReason } from '@psnb2b/contract/states';

/** The values of the form. Codes are chosen, or pasted one per line. */
export interface Fields extends Record<string, unknown> {
  order_id: string;
  way: 'list' | 'paste';
  codes: string[];
  pasted: string;
  reason: ClaimReason | null;
  description: string;
}

const ORDER_ID = /^ord_[0-9a-z]{26}$/;

/** Whether it can be a complete id: an incomplete one is not looked up. */
export function isOrderId(text: string): boolean {
  return ORDER_ID.test(text);
}

/** Returns the ids of codes that the page was opened with, as the order page does for those that were ticked there. */
export function chosenIn(state: unknown): string[] {
  const codes = (state as { codes?: unknown } | null)?.codes;
  return Array.isArray(codes) ? codes.filter((each) => typeof each === 'string') : [];
}

/** Returns the codes as they are sent. */
export function codesOf({ way, codes, pasted }: Fields): string[] {
  return way === 'list' ? codes : linesOf(pasted).map(({ text }) => text);
}

/** Returns the lines that are not empty, with their numbers, counted from 1. */
export function linesOf(pasted: string): { readonly text: string; readonly number: number }[] {
  return pasted
    .split('\n')
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter(({ text }) => text !== '');
}

/** Returns the form without these codes. */
export function leaveOut(fields: Fields, faulty: ReadonlySet<string>): Partial<Fields> {
  const kept = codesOf(fields).filter((code) => !faulty.has(code));
  return fields.way === 'list' ? { codes: kept } : { pasted: kept.join('\n') };
}
