/** Longest name of a beneficiary in a SEPA transfer. */
const NAME_MAX = 70;

interface Transfer {
  readonly holder: string;
  readonly iban: string;
  readonly bic: string;
  readonly reference: string;
}

/**
 * A SEPA transfer for a banking app, without an amount: the text of a QR code of level M by the European Payments Council's guideline
 * EPC069-12, version 002 in UTF-8, with a structured reference (ISO 11649).
 */
export function epcCode({ holder, iban, bic, reference }: Transfer): string {
  const name = [...holder].slice(0, NAME_MAX).join('');
  return ['BCD', '002', '1', 'SCT', bic, name, iban, '', '', reference].join('\n');
}
