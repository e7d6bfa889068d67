/**
 * Creditor references as banks know them (ISO 11649): `RF`, two check digits, and up to 21 letters and digits. The check digits are
 * those of ISO 7064 MOD 97-10, as in an IBAN (ISO 13616).
 */

/** The remainder by 97 of what ISO 7064 makes of a text: its first four characters at the end, and `A` to `Z` as 10 to 35. */
function remainder(text: string): number {
  let rest = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
  }
  return rest;
}

/** Whether the check digits fit. The text has at least five characters, capital letters and digits alone. */
export function hasCheckDigits(text: string): boolean {
  return remainder(text) === 1;
}

/** `539007547034` → `RF18539007547034`. Takes 1 to 21 capital letters and digits. */
export function creditorReference(body: string): string {
  const check = 98 - remainder(`RF00${body}`);
  return `RF${String(check).padStart(2, '0')}${body}`;
}

const FORM = /^RF[0-9]{2}[0-9A-Z]{1,21}$/;

/** The reference in a text, in whatever case and grouping; null if it is none, or its check digits do not fit. */
export function readCreditorReference(text: string): string | null {
  const reference = text.replaceAll(/\s/g, '').toUpperCase();
  return FORM.test(reference) && hasCheckDigits(reference) ? reference : null;
}
