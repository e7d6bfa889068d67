import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Partner } from './partner.ts';
import { type PartnerChange, readPartnerChange } from './partner-change.ts';
import { findPartner, lockPartner } from './store.ts';

const LIMITS: ReadonlySet<string> = new Set<keyof Partner>([
  'invoiceLimit',
  'approvalLimit',
  'holdSecondsMax',
  'holdsOpenMax',
  'requestsPerMinute',
  'ordersPerMinute',
]);

/**
 * Changes the row of a partner; every process follows within a second. It notifies nobody: acts of people go through verbs that
 * do. An empty change leaves nothing in the audit.
 */
export async function setPartner(
  tx: Tx,
  partnerId: string,
  change: PartnerChange,
  by: By,
): Promise<Partner> {
  const read = await readPartnerChange(change);
  const before = await lockPartner(tx, partnerId);
  const terms = { ...before, ...read };
  const approvedAt =
    read.approved === false ? null : (before.approvedAt ?? (read.approved ? by.at : null));
  const suspended = read.suspended === undefined ? before.suspendedReason : read.suspended;
  await tx.query(
    `UPDATE partners.partners
        SET approved_at = $2::timestamptz, was_approved = was_approved OR $2::timestamptz IS NOT NULL, suspended_at = $3, suspended_reason = $4, invoice_limit = $5,
            approval_limit = $6, low_balance = $7, requests_per_minute = $8,
            orders_per_minute = $9, public_key = $10, hold_seconds_max = $11, holds_open_max = $12
      WHERE partner_id = $1`,
    [
      partnerId,
      approvedAt,
      suspended === null ? null : (before.suspendedAt ?? by.at),
      suspended,
      terms.invoiceLimit,
      terms.approvalLimit,
      terms.lowBalance,
      terms.requestsPerMinute,
      terms.ordersPerMinute,
      terms.publicKey,
      terms.holdSecondsMax,
      terms.holdsOpenMax,
    ],
  );
  const after = await findPartner(tx, partnerId);
  const differs = changed(after, before);
  if (Object.keys(differs).length === 0) return after;
  await bumpVersion(tx, 'partners');
  await recordAudit(tx, {
    ...by,
    ...(differs.suspendedReason && { reason: differs.suspendedReason }),
    action: actionOf(differs),
    subject: formatId('prt', partnerId),
    detail: { change: read, before: changed(before, after), after: differs },
  });
  return after;
}

/** What a change is called: by its weightiest part, because an entry has one sentence; the detail has all of it. */
function actionOf(differs: Partial<Partner>) {
  if (differs.suspendedAt) return 'partner.suspended';
  if (differs.suspendedAt === null) return 'partner.resumed';
  const isOfLimits = Object.keys(differs).every((name) => LIMITS.has(name));
  return isOfLimits ? 'partner.limits_set' : 'partner.changed';
}

/** The members of a partner that differ from another state of it. */
function changed(state: Partner, other: Partner): Partial<Partner> {
  const names = Object.keys(state) as (keyof Partner)[];
  const differ = names.filter((name) => String(state[name]) !== String(other[name]));
  return Object.fromEntries(differ.map((name) => [name, state[name]]));
}
