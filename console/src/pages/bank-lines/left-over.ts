const DECIMAL = /^\d{1,12}(?:\.\d{1,4})?$/;
/** More decimals than any currency has. */
const SCALE = 4;

/** What parts leave of a sum, as a decimal without zeros at its end; null if one of them is no amount yet. */
export function leftOver(whole: string, parts: readonly string[]): string | null {
  const amounts = parts.map((part) => part.trim()).map((part) => (part === '' ? '0' : part));
  if (!amounts.every((part) => DECIMAL.test(part)) || !DECIMAL.test(whole)) return null;
  const rest = amounts.reduce((sum, part) => sum - scaled(part), scaled(whole));
  const digits = String(rest < 0n ? -rest : rest).padStart(SCALE + 1, '0');
  const text = `${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`;
  return `${rest < 0n ? '-' : ''}${text.replace(/(\.\d*?)0{1,4}$/, '$1').replace(/\.$/, '')}`;
}

function scaled(text: string): bigint {
  const [units = '', fraction = ''] = text.split('.');
  return BigInt(`${units}${fraction.padEnd(SCALE, '0')}`);
}
