import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { loadSnapshot } from './load-snapshot.ts';
import { planPrices } from './plan-prices.ts';
import type { PriceRow } from './read-prices.ts';
import { type PriceCause, writePrices } from './write-prices.ts';

export interface PriceSetting extends PriceCause {
  readonly rows: readonly PriceRow[];
  /** Currency by partner (uuid); must contain the partners that `partnersIn(rows)` returns. */
  readonly partnerCurrencies: ReadonlyMap<string, string>;
}

/**
 * Sets list prices and partners' own prices. All or nothing: throws `validation_failed` with one fault per invalid line.
 * Unchanged prices are not touched, so that only real changes reach clients that ask for changes. Writes one audit row per
 * product.
 */
export async function setPrices(
  tx: Tx,
  { rows, partnerCurrencies, ...cause }: PriceSetting,
): Promise<{ changed: number; unchanged: number }> {
  // Writers of the catalogue wait for each other at this row, so the plan stays valid until the commit.
  await bumpVersion(tx, 'catalog');
  const steps = planPrices(rows, await loadSnapshot(tx), partnerCurrencies);
  await writePrices(tx, steps, cause);
  return { changed: steps.length, unchanged: rows.length - steps.length };
}
