import type { Database, Tx } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { findRecord, saveRecord } from '../kit/idempotency/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { accountsOf, lockAccounts } from '../ledger/index.ts';

/**
 * Does something for a tenant in one transaction, once per idempotency key: `work` gives the id of
 * what it made, and a repeated request gets that id and `null` for the rest. Under the tenant's lock,
 * which is the one that orders take, so that a key has one effect whatever it is sent to.
 */
export async function once<Made>(
  database: Database,
  request: {
    readonly tenantId: number;
    readonly operation: string;
    readonly idempotency: Idempotency | null;
    readonly at: Date;
  },
  work: (tx: Tx) => Promise<{ readonly resource: string; readonly made: Made }>,
): Promise<{ readonly resource: string; readonly made: Made | null }> {
  const { tenantId, operation, idempotency, at } = request;
  return database.transaction(async (tx) => {
    const accounts = await accountsOf(tx, tenantId);
    await lockAccounts(tx, [accounts.available]);
    const record = idempotency && (await findRecord(tx, tenantId, idempotency.key));
    if (record && record.fingerprint !== idempotency.fingerprint) {
      throw new Refusal('idempotency_key_reused');
    }
    if (record) return { resource: record.resource, made: null };
    const done = await work(tx);
    if (idempotency) {
      await saveRecord(tx, { ...idempotency, tenantId, operation, resource: done.resource, at });
    }
    return done;
  });
}
