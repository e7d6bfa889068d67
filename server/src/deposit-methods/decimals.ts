const DECIMAL = /^[0-9]{1,12}(\.[0-9]{1,18})?$/;
const DECIMALS_MAX = 18;

/** Whether it is an amount of an asset or a currency above 0: digits, and at most 18 decimals. */
export function isDecimalAbove0(text: string): boolean {
  return DECIMAL.test(text) && /[1-9]/.test(text);
}

/** Whether one such amount is less than another, exactly. */
export function isLess(one: string, other: string): boolean {
  return scaled(one) < scaled(other);
}

function scaled(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(DECIMALS_MAX, '0'));
}
