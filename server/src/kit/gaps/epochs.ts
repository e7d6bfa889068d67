import { required } from '../assert.ts';
import type { By } from '../by.ts';
import { bumpVersion, type Db, type Tx } from '../database/index.ts';

/** A life of the database, which a restore began. */
export interface Epoch {
  readonly epoch: number;
  readonly beganAt: Date;
  readonly backup: string;
  readonly backupAt: Date;
  /** What has a time before this is older than the restore. Later than `beganAt` if a clock had run ahead. */
  readonly oldUntil: Date;
}

export async function beginEpoch(
  tx: Tx,
  { beganAt, backup, backupAt, oldUntil }: Omit<Epoch, 'epoch'>,
  tenants: readonly number[],
): Promise<number> {
  const { rows } = await tx.query<{ epoch: number }>(
    'SELECT kit.begin_epoch_2($1, $2, $3, $4, $5) AS epoch',
    [beganAt, backup, backupAt, oldUntil, tenants],
  );
  return required(rows[0], 'a function gives a row').epoch;
}

/** The epoch of the last restore; null if there was none. */
export async function lastEpoch(db: Db): Promise<Epoch | null> {
  const { rows } = await db.query<Epoch & Record<string, unknown>>(
    `SELECT epoch, began_at AS "beganAt", backup, backup_at AS "backupAt", coalesce(old_until, began_at) AS "oldUntil"
       FROM kit.epochs ORDER BY epoch DESC LIMIT 1`,
  );
  return rows[0] ?? null;
}

/** The tenants whose gap is open. */
export async function openGaps(db: Db): Promise<number[]> {
  const { rows } = await db.query<{ tenant_id: number }>(
    'SELECT tenant_id FROM kit.gaps WHERE closed_at IS NULL ORDER BY tenant_id',
  );
  return rows.map((row) => row.tenant_id);
}

/** Closes the gaps of these tenants, and returns whose were open. */
export async function closeGaps(tx: Tx, tenants: readonly number[], by: By): Promise<number[]> {
  const { rows } = await tx.query<{ tenant_id: number }>(
    `UPDATE kit.gaps SET closed_at = $2, closed_by = $3
      WHERE tenant_id = ANY($1) AND closed_at IS NULL RETURNING tenant_id`,
    [tenants, by.at, by.actor],
  );
  await bumpVersion(tx, 'gaps');
  return rows.map((row) => row.tenant_id);
}
