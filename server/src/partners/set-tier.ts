import { bumpVersion, type Tx } from '../kit/database/index.ts';

/** Stores the current tier; a new discount counts as a price change for this tenant. */
export async function setTier(
  tx: Tx,
  tenantId: number,
  next: { readonly tier: string; readonly discountBps: number; readonly volume30d: number },
): Promise<void> {
  await tx.query(
    `UPDATE partners.tenants
        SET tier = $2, volume_30d = $4, discount_bps = $3,
            priced_in = CASE WHEN discount_bps = $3 THEN priced_in ELSE pg_current_xact_id() END
      WHERE tenant_id = $1`,
    [tenantId, next.tier, next.discountBps, next.volume30d],
  );
  await bumpVersion(tx, 'partners');
}
