import type { Signer } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { DAY_MS } from '../../kit/time.ts';
import { setPartner } from '../set-partner.ts';
import { caseColumns, type KycCase } from './kyc-case.ts';
import { clearMarks, moveCase, recordStep } from './store.ts';

const BATCH = 100;
/** How many days before the end a partner is notified. */
export const WARNING_DAYS = [30, 7, 1] as const;

/**
 * Ends some expired approvals and returns them: live calls are refused from then on, until a new review succeeds. An approval
 * that is under review ends as well, and its case stays in review.
 */
export async function expireCases(tx: Tx, at: Date): Promise<KycCase[]> {
  const { rows } = await tx.query<KycCase>(
    `SELECT ${caseColumns} FROM partners.kyc_cases WHERE valid_until <= $1
        AND status IN ('approved', 'needs_info', 'submitted')
      ORDER BY valid_until LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    [at],
  );
  for (const kyc of rows) await expireCase(tx, kyc, at);
  return rows;
}

async function expireCase(tx: Tx, kyc: KycCase, at: Date): Promise<void> {
  const person: Signer = { at, actor: 'system:expire-approvals', side: 'system', name: '' };
  await setPartner(tx, kyc.partnerId, { approved: false }, person);
  const after = kyc.status === 'approved' ? 'expired' : kyc.status;
  if (kyc.status === 'approved') {
    await clearMarks(tx, kyc.caseId);
    await moveCase(tx, kyc, { to: 'expired' });
  }
  await tx.query('UPDATE partners.kyc_cases SET valid_until = NULL WHERE case_id = $1', [
    kyc.caseId,
  ]);
  const detail = { before: kyc.status, after, valid_until: kyc.validUntil };
  await recordStep(tx, kyc, person, { event: 'expired', detail });
}

/** Approvals that end soon and whose partner was not notified at this distance; each is returned once. */
export async function takeWarnings(
  tx: Tx,
  at: Date,
): Promise<{ kyc: KycCase; validUntil: Date; days: number }[]> {
  const taken: { kyc: KycCase; validUntil: Date; days: number }[] = [];
  for (const days of [...WARNING_DAYS].reverse()) {
    const { rows } = await tx.query<KycCase>(
      `UPDATE partners.kyc_cases SET warned_days = $1
        WHERE case_id IN (
          SELECT case_id FROM partners.kyc_cases
           WHERE status = 'approved' AND valid_until > $2 AND valid_until <= $3
             AND (warned_days IS NULL OR warned_days > $1)
           ORDER BY valid_until LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
       RETURNING ${caseColumns}`,
      [days, at, new Date(at.getTime() + days * DAY_MS)],
    );
    for (const kyc of rows)
      if (kyc.validUntil) taken.push({ kyc, validUntil: kyc.validUntil, days });
  }
  return taken;
}
