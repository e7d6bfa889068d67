/** Returns an amount such as `-12.50` as an integer of its smallest part, and the number of its decimals. */
function split(amount: string): { minor: bigint; decimals: number } {
  const [, fraction = ''] = amount.split('.');
  return { minor: BigInt(amount.replace('.', '')), decimals: fraction.length };
}

/** Returns the sum of amounts of one currency, which all have its decimals: exact, never through a float. */
export function sumMoney(amounts: readonly string[]): string {
  const parts = amounts.map(split);
  const decimals = parts[0]?.decimals ?? 0;
  const sum = parts.reduce((all, { minor }) => all + minor, 0n);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return sum < 0n ? `-${text}` : text;
}

/** Whether one amount is more than another of the same currency. */
export function isMore(amount: string, than: string): boolean {
  return split(amount).minor > split(than).minor;
}

interface Amount {
  readonly currency: string;
  readonly amount: string;
}

/** Returns one sum for each currency, in the order in which they first occur. */
export function sumByCurrency(amounts: readonly Amount[]): Amount[] {
  return [...Map.groupBy(amounts, ({ currency }) => currency)].map(([currency, own]) => ({
    currency,
    amount: sumMoney(own.map(({ amount }) => amount)),
  }));
}
