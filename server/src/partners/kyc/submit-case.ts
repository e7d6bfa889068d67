import { kycCan } from '@psnb2b/contract';
import type { Signer } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import type { Vault } from '../../vault/index.ts';
import { checkCan } from './check-can.ts';
import { missingItems } from './checklist.ts';
import { readChecklist } from './given-items.ts';
import type { KycCase } from './kyc-case.ts';
import { lockCaseOf, moveCase, recordStep } from './store.ts';

/**
 * Submits a case to the reviewers: for the first time, after they requested more, or for renewal. Refuses with `case_incomplete`
 * and the missing items if a required or requested item was not provided.
 */
export async function submitCase(
  tx: Tx,
  vault: Vault,
  partnerId: string,
  answer: string | null,
  person: Signer,
): Promise<KycCase> {
  const kyc = await lockCaseOf(tx, partnerId);
  const missing = missingItems(await readChecklist(tx, vault, kyc, 'partner'));
  const editable = kycCan.edit(kyc).can;
  const detail = editable
    ? `Still missing: ${missing.join(', ')}.`
    : 'The case is under review already, or decided.';
  checkCan(kycCan.submit({ ...kyc, missing }), kyc, detail, editable ? missing : []);
  await moveCase(tx, kyc, { to: 'submitted', submittedAt: person.at });
  await recordStep(tx, kyc, person, {
    event: 'submitted',
    text: answer,
    detail: { before: kyc.status, after: 'submitted' },
  });
  return { ...kyc, status: 'submitted', submittedAt: person.at };
}
