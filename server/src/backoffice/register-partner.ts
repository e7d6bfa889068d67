import { openStream } from '../events/index.ts';
import type { Database } from '../kit/database/index.ts';
import { openAccounts } from '../ledger/index.ts';
import { type CreatedPartner, createPartner, type NewPartner } from '../partners/index.ts';

/** Creates a business with everything that both its tenants need before their first order. */
export async function registerPartner(
  { database }: { readonly database: Database },
  partner: NewPartner,
): Promise<CreatedPartner> {
  return database.transaction(async (tx) => {
    const created = await createPartner(tx, partner);
    for (const { tenantId, mode } of created.tenants) {
      await openAccounts(tx, tenantId, mode, partner.currency);
      await openStream(tx, tenantId);
    }
    return created;
  });
}
