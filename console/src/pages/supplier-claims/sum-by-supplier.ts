import type { Recovery } from '@psnb2b/contract';
import { sumMoney } from '../../sum-money.ts';

/** The supplier claims against one supplier in one currency. */
export interface SupplierSum {
  readonly supplier: string;
  readonly supplier_id: string | null;
  readonly currency: string;
  readonly codes: number;
  /** Neither settled nor written off, as far as it is known; null if no amount is known. */
  readonly open: string | null;
  /** Open codes whose cost is unknown. */
  readonly unknown: number;
  /** Null if nothing was refunded. */
  readonly back: string | null;
  /** The earliest deadline of the open ones. */
  readonly soonest: string | null;
}

/** The earliest deadline is first, suppliers without open claims are last. */
export function sumBySupplier(recoveries: readonly Recovery[]): SupplierSum[] {
  const groups = Map.groupBy(recoveries, (each) => `${each.currency} ${each.supplier_id}`);
  return [...groups.values()].flatMap(sumOf).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

function placeOf({ soonest, supplier }: SupplierSum): string {
  return `${soonest ?? '~'} ${supplier}`;
}

function sumOf(group: readonly Recovery[]): SupplierSum[] {
  const [first] = group;
  if (!first) return [];
  const { supplier, supplier_id, currency } = first;
  const open = group.filter(({ state }) => state === 'due' || state === 'asked');
  const dues = open.map(({ due_at }) => due_at).sort();
  const known = open.flatMap(({ amount }) => amount ?? []);
  return [
    {
      ...{ supplier, supplier_id, currency, codes: group.length },
      open: sumOrNull(known),
      unknown: open.length - known.length,
      back: sumOrNull(group.flatMap(({ recovered }) => recovered ?? [])),
      soonest: dues[0] ?? null,
    },
  ];
}

/** The sum of no amounts is not an amount: it has no decimals, and would look like a figure. */
function sumOrNull(amounts: readonly string[]): string | null {
  return amounts.length === 0 ? null : sumMoney(amounts);
}
