import { recordAudit } from '../audit/index.ts';
import { type LineFaults, lineFaults, readTable, type TableRow } from '../kit/csv/index.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatMoney, parseMoney } from '../kit/money.ts';
import type { Tier } from './price.ts';

export type TierRow = TableRow<'name' | 'currency' | 'volume_30d' | 'discount_bps'>;

const NAME_LENGTH_MAX = 40;
/** A discount of 100 % would give codes away. */
const DISCOUNT_BPS_MAX = 9_999;
const TIERS_PER_CURRENCY_MAX = 50;

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
 * line. Partners keep their stored tier until it is recomputed.
 */
export async function setTiers(
  tx: Tx,
  act: { at: Date; actor: string; rows: readonly TierRow[] },
): Promise<{ currencies: string[]; tiers: number }> {
  const tiers = checkTiers(act.rows);
  await bumpVersion(tx, 'catalog');
  for (const [currency, theirs] of tiers) {
    await tx.query('DELETE FROM catalog.tiers WHERE currency = $1', [currency]);
    await tx.query(
      `INSERT INTO catalog.tiers (currency, volume_30d, name, discount_bps)
       SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::int[])`,
      [
        currency,
        theirs.map((each) => each.volume30d),
        theirs.map((each) => each.name),
        theirs.map((each) => each.discountBps),
      ],
    );
    await recordAudit(tx, {
      at: act.at,
      actor: act.actor,
      action: 'tiers.changed',
      subject: currency,
      detail: {
        tiers: theirs.map((each) => ({
          name: each.name,
          volume_30d: formatMoney(each.volume30d, currency),
          discount_bps: each.discountBps,
        })),
      },
    });
  }
  return { currencies: [...tiers.keys()], tiers: act.rows.length };
}

function checkTiers(rows: readonly TierRow[]): Map<string, Tier[]> {
  const faults = lineFaults();
  const byCurrency = new Map<string, Tier[]>();
  for (const { line, values } of rows) {
    const { currency } = values;
    if (!/^[A-Z]{3}$/.test(currency)) {
      faults.add(line, 'currency', 'pattern', 'The currency must be an ISO 4217 code.');
      continue;
    }
    const before = byCurrency.get(currency) ?? [];
    const tier = checkTier(line, values, before, faults);
    if (tier) byCurrency.set(currency, [...before, tier]);
  }
  if (rows.length === 0) faults.add(1, 'name', 'required', 'The file has no row.');
  faults.refuse();
  return byCurrency;
}

function checkTier(
  line: number,
  { name, currency, volume_30d: volume, discount_bps: discount }: TierRow['values'],
  before: readonly Tier[],
  faults: LineFaults,
): Tier | null {
  const volume30d = parseMoney(volume, currency);
  const discountBps = /^[0-9]{1,4}$/.test(discount) ? Number(discount) : null;
  const last = before.at(-1);
  if (name === '' || name.length > NAME_LENGTH_MAX) {
    faults.add(
      line,
      'name',
      'max_length',
      `The name must have 1 to ${NAME_LENGTH_MAX} characters.`,
    );
  } else if (before.some((each) => each.name === name)) {
    faults.add(line, 'name', 'repeated', `${currency} already has a tier ${name}.`);
  }
  if (before.length >= TIERS_PER_CURRENCY_MAX) {
    faults.add(
      line,
      'name',
      'max_items',
      `A currency has at most ${TIERS_PER_CURRENCY_MAX} tiers.`,
    );
  }
  if (discountBps === null || discountBps > DISCOUNT_BPS_MAX) {
    const detail = `The discount must be 0 to ${DISCOUNT_BPS_MAX} basis points.`;
    faults.add(line, 'discount_bps', 'maximum', detail);
  }
  if (volume30d === null || volume30d < 0) {
    const detail = `The volume must be an amount of ${currency} such as ${formatMoney(4_625, currency)}.`;
    faults.add(line, 'volume_30d', 'pattern', detail);
    return null;
  }
  if (!last && volume30d !== 0) {
    faults.add(line, 'volume_30d', 'maximum', `The first tier of ${currency} must begin at 0.`);
  } else if (last && volume30d <= last.volume30d) {
    faults.add(
      line,
      'volume_30d',
      'minimum',
      'The volume must be above that of the previous tier.',
    );
  }
  // nothing: a fault was added above, and no tier is set.
  return { name, volume30d, discountBps: discountBps ?? 0 };
}
