import type { Db } from '../kit/database/index.ts';
import { keyColumns } from './key.ts';
import type { OwnedKey } from './key-store.ts';

const LIST_MAX = 1000;

/** A partner's keys of both modes, newest first, revoked and expired ones included. */
export async function listKeys(db: Db, partnerId: string): Promise<OwnedKey[]> {
  const { rows } = await db.query<OwnedKey>(
    `SELECT ${keyColumns}, mode, partner_id AS "partnerId" FROM partners.keys JOIN partners.tenants USING (tenant_id)
      WHERE partner_id = $1 ORDER BY key_id DESC LIMIT ${LIST_MAX}`,
    [partnerId],
  );
  return rows;
}
