import type { Db } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import type { KeyEntry } from './key-entry.ts';
import type { Partner } from './partner.ts';
import { findPartner, tenantOf } from './store.ts';

/** Who buys, by a key or in person: what an order depends on. Money in minor units. */
export interface Buyer extends TenantRef, Pick<KeyEntry, 'partnerId' | 'caps'> {
  /** Null: a person buys. */
  readonly keyId: string | null;
  /** Whose caps count; null: nobody's. */
  readonly limitGroup: string | null;
  readonly partner: Pick<
    KeyEntry['partner'],
    'currency' | 'invoiceLimit' | 'approvalLimit' | 'holdSecondsMax' | 'holdsOpenMax' | 'lowBalance'
  >;
  readonly tenant: Pick<KeyEntry['tenant'], 'tier' | 'discountBps'>;
}

const NO_CAPS = { dailySpend: null, dailyQuantity: null } as const;

/**
 * A business as its people buy for it: with its limits, and with no key and so no caps of a key. Refuses with
 * `partner_suspended`, and live orders with `partner_not_approved`.
 */
export async function findBuyer(
  db: Db,
  partnerId: string,
  mode: TenantRef['mode'],
): Promise<Buyer> {
  const partner = await findPartner(db, partnerId);
  mustBeOpen(partner, mode);
  const tenant = await tenantOf(db, partnerId, mode);
  const { tenantId } = tenant;
  return {
    tenantId,
    mode,
    partnerId,
    keyId: null,
    limitGroup: null,
    caps: NO_CAPS,
    partner,
    tenant,
  };
}

function mustBeOpen({ suspendedAt, approvedAt }: Partner, mode: TenantRef['mode']): void {
  if (suspendedAt) throw new Refusal('partner_suspended');
  if (!approvedAt && mode === 'live') throw new Refusal('partner_not_approved');
}
