import { testClockSecondsMax } from '@psnb2b/contract';
import type { Db, Tx } from '../kit/database/index.ts';
import { limitReached } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';

/** How far the clock of a test tenant was advanced. */
export interface AdvancedClock {
  readonly advancedSeconds: number;
  readonly secondsLeft: number;
  /** Null if it never was. */
  readonly advancedAt: Date | null;
}

export async function readTestClock(db: Db, { tenantId }: TenantRef): Promise<AdvancedClock> {
  const { rows } = await db.query<{ advancedSeconds: number; advancedAt: Date }>(
    `SELECT advanced_seconds AS "advancedSeconds", advanced_at AS "advancedAt"
       FROM partners.test_clocks WHERE tenant_id = $1`,
    [tenantId],
  );
  // nothing: it was never advanced.
  const { advancedSeconds, advancedAt } = rows[0] ?? { advancedSeconds: 0, advancedAt: null };
  return { advancedSeconds, advancedAt, secondsLeft: testClockSecondsMax - advancedSeconds };
}

/** Notes an advance; `limit_reached` above a year in all. The caller holds the tenant's lock. */
export async function noteAdvance(
  tx: Tx,
  tenant: TenantRef,
  seconds: number,
  at: Date,
): Promise<void> {
  const { advancedSeconds, secondsLeft } = await readTestClock(tx, tenant);
  if (seconds > secondsLeft) {
    const count = { limit: testClockSecondsMax, used: advancedSeconds };
    const detail = `The test clock is advanced by at most a year in all; ${secondsLeft} seconds are left.`;
    throw limitReached(count, detail);
  }
  await tx.query(
    `INSERT INTO partners.test_clocks AS c (tenant_id, advanced_seconds, advanced_at) VALUES ($1, $2, $3)
     ON CONFLICT (tenant_id) DO UPDATE
       SET advanced_seconds = c.advanced_seconds + excluded.advanced_seconds, advanced_at = excluded.advanced_at`,
    [tenant.tenantId, seconds, at],
  );
}
