/** Guards: a banking app reads account and reference of a transfer from the QR code, and leaves the amount to its user. */
import { expect, test } from 'vitest';
import { epcCode } from './epc-code.ts';

test('the lines are those of EPC069-12, and few enough bytes', () => {
  const text = epcCode({
    ...{ holder: 'Ä'.repeat(140), iban: 'DE89370400440532013000' },
    ...{ bic: 'COBADEFFXXX', reference: 'RF18539007547034' },
  });
  expect(text.split('\n')).toEqual([
    ...['BCD', '002', '1', 'SCT', 'COBADEFFXXX', 'Ä'.repeat(70), 'DE89370400440532013000'],
    ...['', '', 'RF18539007547034'],
  ]);
  expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(331);
});
