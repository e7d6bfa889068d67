import type { Recovery } from '@psnb2b/contract';
import { sumMoney } from '../../sum-money.ts';

/** What one supplier owes in one currency. */
export interface SupplierSum {
  readonly supplier: string;
  readonly supplier_id: string | null;
  readonly currency: string;
  readonly codes: number;
  /** Neither settled nor written off, as far as it is known; null where nothing of it is. */
  readonly open: string | null;
  /** Open codes of which nobody knows what they cost. */
  readonly unknown: number;
  /** Null where nothing came back. */
  readonly back: string | null;
  /** When the first of what is open is to be asked for at the latest. */
  readonly soonest: string | null;
}

/** Whoever is to be asked soonest comes first, whoever owes nothing any more last. */
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

/** The sum of nothing is no amount: it has no decimals, and would look like a figure. */
function sumOrNull(amounts: readonly string[]): string | null {
  return amounts.length === 0 ? null : sumMoney(amounts);
}
