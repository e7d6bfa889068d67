import type { Schemas } from '../../api/api.ts';
import { sumMoney } from '../../sum-money.ts';

type Recovery = Schemas['Recovery'];

/** What one supplier owes in one currency. */
export interface SupplierSum {
  readonly supplier: string;
  readonly currency: string;
  readonly codes: number;
  /** Neither settled nor written off; codes without a known cost count nothing. */
  readonly open: string;
  readonly back: string;
  /** When the first of what is open is to be asked for at the latest. */
  readonly soonest: string | null;
}

/** Whoever is to be asked soonest comes first, whoever owes nothing any more last. */
export function sumBySupplier(recoveries: readonly Recovery[]): SupplierSum[] {
  const groups = Map.groupBy(recoveries, (each) => `${each.currency} ${each.supplier}`);
  return [...groups.values()].map(sumOf).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

function placeOf({ soonest, supplier }: SupplierSum): string {
  return `${soonest ?? '~'} ${supplier}`;
}

function sumOf(group: readonly Recovery[]): SupplierSum {
  const open = group.filter(({ state }) => state === 'due' || state === 'asked');
  const dues = open.map(({ due_at }) => due_at).sort();
  return {
    supplier: group[0]?.supplier ?? '',
    currency: group[0]?.currency ?? '',
    codes: group.length,
    open: sumMoney(open.flatMap(({ amount }) => amount ?? [])),
    back: sumMoney(group.flatMap(({ recovered }) => recovered ?? [])),
    soonest: dues[0] ?? null,
  };
}
