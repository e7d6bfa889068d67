/**
 * Guards: a creditor reference is one that every bank accepts, and a slip in it is noticed. The example is the one that
 * the banks' own guides to ISO 11649 print; IBANs have the same check digits, and letters.
 */
import { expect, test } from 'vitest';
import { creditorReference, hasCheckDigits, readCreditorReference } from './creditor-reference.ts';

test.each([
  ['539007547034', 'RF18539007547034'],
  ['000000000539007547034', 'RF18000000000539007547034'],
])('of %s it is %s', (body, reference) => {
  expect(creditorReference(body)).toBe(reference);
  expect(readCreditorReference(reference)).toBe(reference);
  expect(readCreditorReference(` ${reference.toLowerCase().replace(/(.{4})/g, '$1 ')}`)).toBe(
    reference,
  );
});

test.each([
  'RF18539007547043',
  'RF19539007547034',
  'RF1853900754703',
  'RF18',
  'FR18539007547034',
  '',
])('%j is none', (text) => expect(readCreditorReference(text)).toBeNull());

test('every exchange of two neighbours and every other digit is noticed', () => {
  const reference = creditorReference('539007547034');
  for (let at = 4; at < reference.length; at += 1) {
    for (const digit of '0123456789') {
      const other = reference.slice(0, at) + digit + reference.slice(at + 1);
      expect(readCreditorReference(other) === null).toBe(other !== reference);
    }
    const swapped =
      reference.slice(0, at - 1) + reference[at] + reference[at - 1] + reference.slice(at + 1);
    expect(readCreditorReference(swapped) === null).toBe(swapped !== reference);
  }
});

test.each([
  ['GB82WEST12345698765432', true],
  ['DE89370400440532013000', true],
  ['DE89370400440532013001', false],
  ['NO9386011117947', true],
])('the check digits of the IBAN %s: %s', (iban, fits) => {
  expect(hasCheckDigits(iban)).toBe(fits);
});
