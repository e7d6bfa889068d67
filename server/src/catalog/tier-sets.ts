import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatMoney } from '../kit/money.ts';
import type { Tier } from './price.ts';

/** When the tiers of a currency were set. */
export interface TierSetRow {
  readonly currency: string;
  readonly version: number;
  readonly changedAt: Date;
  readonly changedBy: string;
}

/** Every currency whose tiers were set since this is recorded. */
export async function listTierSets(db: Db): Promise<TierSetRow[]> {
  const { rows } = await db.query<TierSetRow>(
    `SELECT currency, version, changed_at AS "changedAt", changed_by AS "changedBy"
       FROM catalog.tier_sets ORDER BY currency`,
  );
  return rows;
}

/** Replaces the tiers of a currency, with an audit entry. Call it with the version of the catalogue locked. */
export async function writeTiers(
  tx: Tx,
  currency: string,
  tiers: readonly Tier[],
  by: By,
): Promise<void> {
  const { rows: before } = await tx.query<Tier>(
    `DELETE FROM catalog.tiers WHERE currency = $1
     RETURNING name, volume_30d AS "volume30d", discount_bps AS "discountBps"`,
    [currency],
  );
  await tx.query(
    `INSERT INTO catalog.tiers (currency, volume_30d, name, discount_bps)
     SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::int[])`,
    [
      currency,
      tiers.map((each) => each.volume30d),
      tiers.map((each) => each.name),
      tiers.map((each) => each.discountBps),
    ],
  );
  await tx.query(
    `INSERT INTO catalog.tier_sets AS s (currency, version, changed_at, changed_by) VALUES ($1, 1, $2, $3)
     ON CONFLICT (currency) DO UPDATE SET version = s.version + 1, changed_at = $2, changed_by = $3`,
    [currency, by.at, by.actor],
  );
  const recorded = (set: readonly Tier[]) =>
    set
      .toSorted((a, b) => a.volume30d - b.volume30d)
      .map((each) => ({
        name: each.name,
        volume_30d: formatMoney(each.volume30d, currency),
        discount_bps: each.discountBps,
      }));
  const detail = { before: { tiers: recorded(before) }, after: { tiers: recorded(tiers) } };
  await recordAudit(tx, { ...by, action: 'tiers.changed', subject: currency, detail });
}
