/** An amount so many times, in its own digits and never through a float: `46.37`, 3 → `139.11`. */
export function times(amount: string, count: number): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  const minor = BigInt(whole + fraction) * BigInt(count);
  const digits = String(minor).padStart(fraction.length + 1, '0');
  if (fraction === '') return digits;
  return `${digits.slice(0, -fraction.length)}.${digits.slice(-fraction.length)}`;
}
