import { kycCan } from '@psnb2b/contract';
import type { Signer } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { checkCan } from './check-can.ts';
import type { KycCase } from './kyc-case.ts';
import { clearMarks, lockCase, moveCase, recordStep } from './store.ts';

/**
 * Starts a new review of a decided case, with a reason that the partner reads. Earlier ticks do not count for it. An approval
 * stays valid until the new decision, or until it expires.
 */
export async function reopenCase(
  tx: Tx,
  caseId: string | null,
  reason: string,
  person: Signer,
): Promise<KycCase> {
  const kyc = await lockCase(tx, caseId);
  checkCan(kycCan.reopen(kyc), kyc, 'Only a decided case can be reopened.');
  await clearMarks(tx, kyc.caseId);
  await moveCase(tx, kyc, { to: 'needs_info' });
  await recordStep(tx, kyc, person, {
    event: 'reopened',
    text: reason,
    detail: { before: kyc.status, after: 'needs_info' },
  });
  return { ...kyc, status: 'needs_info' };
}
