import { required } from '../kit/assert.ts';
import { type LineFaults, lineFaults, readTable, type TableRow } from '../kit/csv/index.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatMoney, parseMoney } from '../kit/money.ts';
import { invalid } from '../kit/refusal.ts';
import { loadSnapshot } from './load-snapshot.ts';
import { halvesPrices } from './lowers-prices.ts';
import type { Tier } from './price.ts';
import { writeTiers } from './tier-sets.ts';
import { DISCOUNT_BPS_MAX, tiersFaults } from './tiers-faults.ts';

export type TierRow = TableRow<'name' | 'currency' | 'volume_30d' | 'discount_bps'>;

/** Rows of a tier file: `name,currency,volume_30d,discount_bps`; refuses as `readTable` does. */
export function readTiers(csv: Buffer): TierRow[] {
  return readTable(csv, {
    required: ['name', 'currency', 'volume_30d', 'discount_bps'],
    numbers: ['volume_30d', 'discount_bps'],
    words: ['name'],
  });
}

/**
 * Replaces the tiers of every currency in the rows; other currencies keep theirs. The first tier of a currency begins at volume
 * 0, and volumes rise strictly in the order of the rows. All or nothing: throws `validation_failed` with one fault per invalid
 * line, and with one if some volume would pay half of what it pays now or less, unless `jump` says that this is meant. Partners keep
 * their stored tier until it is recomputed.
 */
export async function setTiers(
  tx: Tx,
  act: { at: Date; actor: string; rows: readonly TierRow[]; jump?: boolean },
): Promise<{ currencies: string[]; tiers: number }> {
  const tiers = checkTiers(act.rows);
  await bumpVersion(tx, 'catalog');
  const now = await loadSnapshot(tx);
  for (const [currency, theirs] of tiers) {
    if (act.jump !== true) refuseHalved(now.tiers(currency), theirs, currency);
  }
  for (const [currency, theirs] of tiers) {
    await writeTiers(tx, currency, theirs, act);
  }
  return { currencies: [...tiers.keys()], tiers: act.rows.length };
}

/** Refuses tiers with which some volume would pay half of what it pays now, or less. */
export function refuseHalved(
  before: readonly Tier[],
  after: readonly Tier[],
  currency: string,
): void {
  if (!halvesPrices(before, after)) return;
  const detail = `Some volume of ${currency} would pay half of what it pays now, or less: confirm it, or correct the discount.`;
  throw invalid({ pointer: '/tiers', code: 'maximum', detail });
}

function checkTiers(rows: readonly TierRow[]): Map<string, Tier[]> {
  const faults = lineFaults();
  const byCurrency = new Map<string, { line: number; tier: Tier }[]>();
  for (const { line, values } of rows) {
    const { currency } = values;
    if (!/^[A-Z]{3}$/.test(currency)) {
      faults.add(line, 'currency', 'pattern', 'The currency must be an ISO 4217 code.');
      continue;
    }
    const tier = readTier(line, values, faults);
    // nothing: the first of its currency.
    if (tier) byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), { line, tier }]);
  }
  for (const [currency, theirs] of byCurrency) {
    const tiers = theirs.map(({ tier }) => tier);
    for (const { index, member, code, detail } of tiersFaults(currency, tiers)) {
      const column = member === 'discount_percent' ? 'discount_bps' : member;
      faults.add(required(theirs[index], 'a fault is about a tier').line, column, code, detail);
    }
  }
  if (rows.length === 0) faults.add(1, 'name', 'required', 'The file has no row.');
  faults.refuse();
  return new Map(
    [...byCurrency].map(([currency, theirs]) => [currency, theirs.map(({ tier }) => tier)]),
  );
}

/** A row as a tier; null after a fault. */
function readTier(
  line: number,
  { name, currency, volume_30d: volume, discount_bps: discount }: TierRow['values'],
  faults: LineFaults,
): Tier | null {
  const volume30d = parseMoney(volume, currency);
  const discountBps = /^[0-9]{1,4}$/.test(discount) ? Number(discount) : null;
  if (discountBps === null) {
    const detail = `The discount must be 0 to ${DISCOUNT_BPS_MAX} basis points.`;
    faults.add(line, 'discount_bps', 'maximum', detail);
  }
  if (volume30d === null || volume30d < 0) {
    const detail = `The volume must be an amount of ${currency} such as ${formatMoney(4_625, currency)}.`;
    faults.add(line, 'volume_30d', 'pattern', detail);
    return null;
  }
  return discountBps === null ? null : { name, volume30d, discountBps };
}
