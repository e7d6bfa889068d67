import type { Db, Tx } from '../kit/database/index.ts';

const DUE_MAX = 100;

/** A tier that staff set by hand. */
export interface ManualTier {
  readonly partnerId: string;
  readonly tier: string;
  readonly until: Date;
  readonly reason: string;
  readonly setBy: string;
  readonly setAt: Date;
}

const columns = `partner_id AS "partnerId", tier, until, reason, set_by AS "setBy", set_at AS "setAt"`;

export async function findManualTier(db: Db, partnerId: string): Promise<ManualTier | null> {
  const { rows } = await db.query<ManualTier>(
    `SELECT ${columns} FROM partners.manual_tiers WHERE partner_id = $1`,
    [partnerId],
  );
  return rows[0] ?? null;
}

export async function writeManualTier(tx: Tx, manual: ManualTier): Promise<void> {
  const { partnerId, tier, until, reason, setBy, setAt } = manual;
  await tx.query(
    `INSERT INTO partners.manual_tiers (partner_id, tier, until, reason, set_by, set_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (partner_id) DO UPDATE
       SET tier = excluded.tier, until = excluded.until, reason = excluded.reason,
           set_by = excluded.set_by, set_at = excluded.set_at`,
    [partnerId, tier, until, reason, setBy, setAt],
  );
}

export async function dropManualTier(tx: Tx, partnerId: string): Promise<void> {
  await tx.query('DELETE FROM partners.manual_tiers WHERE partner_id = $1', [partnerId]);
}

/** The names of tiers set by hand, by live tenant; one that has ended counts until its end is written. */
export async function manualTiers(db: Db): Promise<ReadonlyMap<number, string>> {
  const { rows } = await db.query<{ tenant_id: number; tier: string }>(
    `SELECT t.tenant_id, m.tier FROM partners.manual_tiers m JOIN partners.tenants t USING (partner_id)
      WHERE t.mode = 'live'`,
  );
  return new Map(rows.map((row) => [row.tenant_id, row.tier]));
}

/** Ids of businesses whose tier by hand is over. */
export async function endedManualTiers(db: Db, at: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT partner_id AS id FROM partners.manual_tiers WHERE until <= $1 ORDER BY until LIMIT ${DUE_MAX}`,
    [at],
  );
  return rows.map(({ id }) => id);
}
