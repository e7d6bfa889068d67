/** Lets a program spend up to a sum without a person; above it, a person approves. Sums are in thousandths. */
export interface Spending {
  /** Whether a purchase of this total needs a person. */
  needsApproval(total: string): boolean;
  /** Notes that a purchase was made; after an approval the sum is free again. */
  spent(total: string, approved: boolean): void;
}

/**
 * Counts what was spent since the last approval, so that many small orders need one like a large order does. `limit`: such as `100.00`, in
 * the currency of the balance.
 */
export function spendingUpTo(limit: string): Spending {
  const most = thousandths(limit);
  let since = 0n;
  return {
    needsApproval: (total) => since + thousandths(total) > most,
    spent: (total, approved) => {
      since = approved ? 0n : since + thousandths(total);
    },
  };
}

/** Returns `unitPrice` times `quantity`, as a text with three decimals. */
export function totalOf(unitPrice: string, quantity: number): string {
  const total = thousandths(unitPrice) * BigInt(quantity);
  return `${total / 1_000n}.${String(total % 1_000n).padStart(3, '0')}`;
}

export function isAmount(text: string): boolean {
  return /^\d{1,12}(\.\d{1,3})?$/.test(text);
}

function thousandths(amount: string): bigint {
  if (!isAmount(amount)) throw new RangeError(`${amount} is not an amount`);
  const [whole = '0', part = ''] = amount.split('.');
  return BigInt(whole) * 1_000n + BigInt(part.padEnd(3, '0'));
}
