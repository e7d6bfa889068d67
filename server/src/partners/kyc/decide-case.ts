import { kycCan, unacceptedItems } from '@psnb2b/contract';
import type { Signer } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { DAY_MS } from '../../kit/time.ts';
import type { Vault } from '../../vault/index.ts';
import { setPartner } from '../set-partner.ts';
import { checkCan } from './check-can.ts';
import { readChecklist } from './given-items.ts';
import type { KycCase } from './kyc-case.ts';
import { lockCase, moveCase, recordStep } from './store.ts';

/**
 * Approves a business, for a time, with a reason for the audit: its live calls are served within a second of the commit. A
 * reviewer must have ticked every required item, otherwise `case_incomplete`.
 */
export async function approveCase(
  tx: Tx,
  vault: Vault,
  caseId: string | null,
  decision: { readonly reason: string; readonly validDays: number },
  person: Signer,
): Promise<KycCase> {
  const kyc = await lockCase(tx, caseId);
  const checklist = await readChecklist(tx, vault, kyc, 'staff');
  const missing = unacceptedItems(checklist);
  const can = kycCan.approve({ ...kyc, checklist });
  if (!can.can && can.reason === 'case_incomplete') {
    checkCan(can, kyc, `Not accepted yet: ${missing.join(', ')}.`, missing);
  }
  checkCan(can, kyc, 'Only a submitted case can be decided.');
  const validUntil = new Date(person.at.getTime() + decision.validDays * DAY_MS);
  await setPartner(tx, kyc.partnerId, { approved: true }, person);
  return decide(tx, kyc, person, { to: 'approved', reason: decision.reason, validUntil });
}

/** Rejects a business, with a reason that it reads. A previous approval ends. */
export async function rejectCase(
  tx: Tx,
  caseId: string | null,
  reason: string,
  person: Signer,
): Promise<KycCase> {
  const kyc = await lockCase(tx, caseId);
  checkCan(kycCan.reject(kyc), kyc, 'Only a submitted case can be decided.');
  await setPartner(tx, kyc.partnerId, { approved: false }, person);
  return decide(tx, kyc, person, { to: 'rejected', reason, validUntil: null });
}

async function decide(
  tx: Tx,
  kyc: KycCase,
  person: Signer,
  decision: {
    readonly to: 'approved' | 'rejected';
    readonly reason: string;
    readonly validUntil: Date | null;
  },
): Promise<KycCase> {
  const { to, reason, validUntil } = decision;
  const decided = { at: person.at, reviewer: person.name, reason, validUntil };
  await moveCase(tx, kyc, { to, decision: decided });
  await recordStep(tx, kyc, person, {
    event: to,
    text: reason,
    detail: { before: kyc.status, after: to, valid_until: validUntil },
  });
  const { reviewer } = decided;
  return { ...kyc, status: to, decidedAt: person.at, reviewer, reason, validUntil };
}
