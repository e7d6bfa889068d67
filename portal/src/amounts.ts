/** Sums of amounts as the server writes them: decimal texts of one currency, never through a float. */

const decimalsOf = (amount: string) => amount.split('.')[1]?.length ?? 0;
const minorOf = (amount: string) => BigInt(amount.replace('.', ''));

function textOf(minor: bigint, decimals: number): string {
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export function times(amount: string, count: number): string {
  return textOf(minorOf(amount) * BigInt(count), decimalsOf(amount));
}

/** `zero`: any amount of the currency, for its decimals. */
export function sumOf(amounts: readonly string[], zero: string): string {
  const sum = amounts.reduce((total, amount) => total + minorOf(amount), 0n);
  return textOf(sum, decimalsOf(zero));
}

export function minus(from: string, amount: string): string {
  return textOf(minorOf(from) - minorOf(amount), decimalsOf(from));
}

/** How much of a whole an amount is, from 0 to 1; 0 of nothing. For bars: a figure that is shown is never computed like this. */
export function shareOf(amount: string, whole: string): number {
  const all = Number(whole);
  return all > 0 ? Math.min(1, Math.max(0, Number(amount) / all)) : 0;
}

export function isMore(amount: string, than: string): boolean {
  return minorOf(amount) > minorOf(than);
}
