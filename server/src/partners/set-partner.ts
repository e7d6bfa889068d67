import { recordAudit } from '../audit/index.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Partner } from './partner.ts';
import { findPartner, lockPartner } from './store.ts';

/** What of a partner can be changed; a member that is left out stays. Money in minor units. */
export interface PartnerChange {
  readonly approved?: true;
  readonly suspended?: string | null;
  readonly invoiceLimit?: number;
  readonly approvalLimit?: number | null;
  readonly lowBalance?: number | null;
  readonly requestsPerMinute?: number | null;
  readonly ordersPerMinute?: number | null;
  readonly publicKey?: string | null;
}

/** Changes a partner's terms; every process follows within a second. */
export async function setPartner(
  tx: Tx,
  partnerId: string,
  change: PartnerChange,
  by: { readonly actor: string; readonly at: Date },
): Promise<Partner> {
  const before = await lockPartner(tx, partnerId);
  const after = { ...before, ...change };
  const suspended = change.suspended === undefined ? before.suspendedReason : change.suspended;
  await tx.query(
    `UPDATE partners.partners
        SET approved_at = $2, suspended_at = $3, suspended_reason = $4, invoice_limit = $5,
            approval_limit = $6, low_balance = $7, requests_per_minute = $8,
            orders_per_minute = $9, public_key = $10
      WHERE partner_id = $1`,
    [
      partnerId,
      before.approvedAt ?? (change.approved ? by.at : null),
      suspended === null ? null : (before.suspendedAt ?? by.at),
      suspended,
      after.invoiceLimit,
      after.approvalLimit,
      after.lowBalance,
      after.requestsPerMinute,
      after.ordersPerMinute,
      after.publicKey,
    ],
  );
  await bumpVersion(tx, 'partners');
  await recordAudit(tx, {
    at: by.at,
    actor: by.actor,
    action: 'partner.changed',
    subject: formatId('prt', partnerId),
    detail: { change },
  });
  return findPartner(tx, partnerId);
}
