import { readCreditorReference } from '../deposit-methods/index.ts';

/** Digits of our references behind `RF` and the two check digits. */
const BODY = 12;
/** A reference that a bank cut off still shows at least so many digits of it behind the check digits. */
const CUT_MIN = 6;

/** What a text may have of creditor references. */
export interface Hints {
  /** Whole ones with the right check digits: `RF18539007547034`. */
  readonly whole: readonly string[];
  /** Twelve digits that may be the body of one: its beginning is missing, or its check digits are wrong. */
  readonly bodies: readonly string[];
  /** Beginnings of cut ones: `RF18539007`. */
  readonly cut: readonly string[];
}

/**
 * Finds creditor references (ISO 11649) in what a payer wrote: in any case, grouped by blanks or dashes, with zeros before the body, without
 * its `RF`, or cut off at the end.
 */
export function findReferences(...texts: readonly string[]): Hints {
  const whole = new Set<string>();
  const bodies = new Set<string>();
  const cut = new Set<string>();
  for (const text of texts) {
    const plain = text.toUpperCase().replaceAll(/[\s\-./:_]+/g, '');
    for (const found of plain.matchAll(/RF(\d{2})(\d{1,21})/g)) {
      const [, check = '', rest = ''] = found;
      const own = wholeIn(check, rest);
      for (const each of own) whole.add(each);
      if (own.length > 0) continue;
      if (rest.length >= CUT_MIN && rest.length < BODY) cut.add(`RF${check}${rest}`);
    }
    for (const [run] of plain.matchAll(/\d{12,40}/g)) {
      for (let from = 0; from + BODY <= run.length; from += 1)
        bodies.add(run.slice(from, from + BODY));
    }
  }
  return { whole: [...whole], bodies: [...bodies], cut: [...cut] };
}

/** The references at the beginning of digits: zeros may stand before the body, and other digits behind it. */
function wholeIn(check: string, rest: string): string[] {
  const found: string[] = [];
  for (let from = 0; from + BODY <= rest.length; from += 1) {
    const reference = readCreditorReference(`RF${check}${rest.slice(from, from + BODY)}`);
    if (reference) found.push(reference);
    if (rest[from] !== '0') break;
  }
  return found;
}
