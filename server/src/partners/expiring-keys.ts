import type { Db } from '../kit/database/index.ts';
import { everyRow } from '../kit/every-row.ts';
import type { Mode } from '../kit/tenant-ref.ts';

export interface ExpiringKey {
  readonly keyId: string;
  readonly tenantId: number;
  readonly partnerId: string;
  readonly mode: Mode;
  readonly name: string | null;
  readonly prefix: string;
  readonly suffix: string;
  readonly expiresAt: Date;
}

/** All keys that work and end within a time, soonest first; one that another key replaces ends as it should. */
export async function expiringKeys(
  db: Db,
  from: Date,
  until: Date,
  rowsPerPage?: number,
): Promise<ExpiringKey[]> {
  const read = async (after: string, most: number) => {
    const { rows } = await db.query<ExpiringKey & Record<string, unknown>>(
      `SELECT k.key_id AS "keyId", k.tenant_id AS "tenantId", t.partner_id AS "partnerId", t.mode, k.name, k.prefix, k.suffix,
            k.expires_at AS "expiresAt"
       FROM partners.keys k JOIN partners.tenants t USING (tenant_id)
      WHERE k.revoked_at IS NULL AND k.expires_at > $1 AND k.expires_at <= $2 AND k.key_id > $3
        AND NOT EXISTS (SELECT FROM partners.keys n WHERE n.replaces = k.key_id)
      ORDER BY k.key_id LIMIT $4`,
      [from, until, after, most],
    );
    return rows;
  };
  const all = await everyRow(read, ({ keyId }) => keyId, rowsPerPage);
  return all.toSorted((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime());
}
