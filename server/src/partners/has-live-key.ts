import type { Db } from '../kit/database/index.ts';

/** Whether a business has a live API key that works at this moment. */
export async function hasLiveKey(db: Db, partnerId: string, at: Date): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>(
    `SELECT EXISTS (
       SELECT FROM partners.keys k JOIN partners.tenants t USING (tenant_id)
        WHERE t.partner_id = $1 AND t.mode = 'live' AND k.revoked_at IS NULL
          AND k.unseen_until IS NULL
          AND (k.expires_at IS NULL OR k.expires_at > $2)) AS has`,
    [partnerId, at],
  );
  return rows[0]?.has ?? false;
}
