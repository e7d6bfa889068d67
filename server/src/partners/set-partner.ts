import { recordAudit } from '../audit/index.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { By } from './key.ts';
import type { Partner } from './partner.ts';
import { type PartnerChange, readPartnerChange } from './partner-change.ts';
import { findPartner, lockPartner } from './store.ts';

/** Changes a partner's terms; every process follows within a second. */
export async function setPartner(
  tx: Tx,
  partnerId: string,
  change: PartnerChange,
  by: By,
): Promise<Partner> {
  const read = await readPartnerChange(change);
  const before = await lockPartner(tx, partnerId);
  const after = { ...before, ...read };
  const suspended = read.suspended === undefined ? before.suspendedReason : read.suspended;
  await tx.query(
    `UPDATE partners.partners
        SET approved_at = $2, suspended_at = $3, suspended_reason = $4, invoice_limit = $5,
            approval_limit = $6, low_balance = $7, requests_per_minute = $8,
            orders_per_minute = $9, public_key = $10
      WHERE partner_id = $1`,
    [
      partnerId,
      before.approvedAt ?? (read.approved ? by.at : null),
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
    ...by,
    action: 'partner.changed',
    subject: formatId('prt', partnerId),
    detail: { change: read },
  });
  return findPartner(tx, partnerId);
}
