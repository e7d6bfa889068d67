import type { Me } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { partnerStatus } from './partner.ts';
import { findPartner } from './store.ts';

/** A business as its own people see it next to their name. */
export async function presentBusiness(
  db: Db,
  partnerId: string,
): Promise<NonNullable<Me['partner']>> {
  const partner = await findPartner(db, partnerId);
  return {
    id: formatId('prt', partner.partnerId),
    name: partner.name,
    country: partner.country,
    currency: partner.currency,
    status: partnerStatus(partner),
    suspended_reason: partner.suspendedReason,
    sealed_codes: partner.publicKey !== null,
  };
}
