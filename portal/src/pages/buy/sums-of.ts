import type { Purchase } from '@psnb2b/contract';
import { sumOf } from '../../amounts.ts';

/** The outcome of a purchase, in lines, codes and money. */
export interface PurchaseSums {
  readonly bought: number;
  readonly refused: number;
  /** Lines that have not been tried to their end. */
  readonly open: number;
  /** Delivered codes, and those that orders still wait for. */
  readonly delivered: number;
  readonly waiting: number;
  /** Null if nothing was bought. */
  readonly money: {
    readonly currency: string;
    readonly delivered: string;
    readonly waiting: string;
  } | null;
}

/** The sums of a purchase as its orders are now. An order that failed counts as bought, and for nothing else. */
export function sumsOf({ lines }: Pick<Purchase, 'lines'>): PurchaseSums {
  const orders = lines.flatMap(({ order }) => order ?? []);
  const delivered = orders.filter(({ status }) => status === 'delivered');
  const waiting = orders.filter(({ status }) => status === 'pending' || status === 'paid');
  const codes = (some: typeof orders) => some.reduce((sum, { quantity }) => sum + quantity, 0);
  const count = (state: Purchase['lines'][number]['state']) =>
    lines.filter((line) => line.state === state).length;
  const [first] = orders;
  const money = (some: typeof orders, zero: string) =>
    sumOf(
      some.map(({ total }) => total),
      zero,
    );
  return {
    ...{ bought: count('bought'), refused: count('refused'), open: count('open') },
    ...{ delivered: codes(delivered), waiting: codes(waiting) },
    money: first
      ? {
          currency: first.currency,
          delivered: money(delivered, first.total),
          waiting: money(waiting, first.total),
        }
      : null,
  };
}
