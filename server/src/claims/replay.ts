import { createHmac } from 'node:crypto';
import type { Db, Tx } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { findRecord, saveRecord } from '../kit/idempotency/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Tenant } from '../orders/index.ts';
import type { Vault } from '../vault/index.ts';
import type { StoredClaim } from './claim.ts';
import { findClaim } from './store.ts';

/** An idempotency key on its way through a verb. */
export interface UsedKey {
  readonly tenantId: number;
  /** What the first request with this key made; null where this is the first. */
  made(db: Db): Promise<string | null>;
  save(tx: Tx, resource: string, at: Date): Promise<void>;
}

/**
 * Requests of this module may hold codes in the clear, which a plain hash of the request would not hide
 * well enough: what is kept is a keyed hash of it.
 */
export function useKey(
  vault: Vault,
  tenantId: number,
  operation: string,
  { key, fingerprint }: Idempotency,
): UsedKey {
  const keyed = createHmac('sha256', vault.namedKey('fingerprint'))
    .update(`request ${fingerprint}`)
    .digest('hex');
  return {
    tenantId,
    made: async (db) => {
      const record = await findRecord(db, tenantId, key);
      if (record && record.fingerprint !== keyed) throw new Refusal('idempotency_key_reused');
      return record?.resource ?? null;
    },
    save: (tx, resource, at) =>
      saveRecord(tx, { tenantId, key, fingerprint: keyed, operation, resource, at }),
  };
}

/** The claim that a key already made or changed, as it is now. */
export async function replayOf(tx: Tx, tenant: Tenant, key: UsedKey): Promise<StoredClaim | null> {
  const claimId = await key.made(tx);
  return claimId === null ? null : findClaim(tx, tenant, claimId);
}
