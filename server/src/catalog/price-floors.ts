import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Db, type Tx } from '../kit/database/index.ts';

/** The region that stands for the whole shop. */
export const WHOLE_SHOP = '*';

/** The margin over cost that one person must leave, in basis points. */
export interface StoredFloor {
  /** `*`: the shop. */
  readonly region: string;
  readonly marginBps: number;
  readonly changedAt: Date;
  readonly changedBy: string;
}

export async function listPriceFloors(db: Db): Promise<StoredFloor[]> {
  const { rows } = await db.query<StoredFloor>(
    `SELECT region, margin_bps AS "marginBps", changed_at AS "changedAt", changed_by AS "changedBy"
       FROM catalog.price_floors ORDER BY region`,
    [],
  );
  return rows;
}

/** Stores a floor; null: the region has none of its own. */
export async function writePriceFloor(
  tx: Tx,
  { region, marginBps }: { readonly region: string; readonly marginBps: number | null },
  by: By,
): Promise<void> {
  await bumpVersion(tx, 'catalog');
  const before = (await listPriceFloors(tx)).find((each) => each.region === region);
  if (marginBps === null) {
    await tx.query('DELETE FROM catalog.price_floors WHERE region = $1', [region]);
  } else {
    await tx.query(
      `INSERT INTO catalog.price_floors (region, margin_bps, changed_at, changed_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (region) DO UPDATE SET margin_bps = excluded.margin_bps, changed_at = excluded.changed_at,
           changed_by = excluded.changed_by`,
      [region, marginBps, by.at, by.actor],
    );
  }
  await recordAudit(tx, {
    ...by,
    action: 'price_floor.set',
    subject: region === WHOLE_SHOP ? 'shop' : region,
    detail: { from_bps: before?.marginBps ?? null, to_bps: marginBps },
  });
}
