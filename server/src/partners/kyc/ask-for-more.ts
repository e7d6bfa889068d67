import { type KycItem, kycCan } from '@psnb2b/contract';
import type { Signer } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { checkCan } from './check-can.ts';
import type { KycCase } from './kyc-case.ts';
import { listMarks, lockCase, moveCase, recordStep, setMark } from './store.ts';

/**
 * Returns a case to the partner with the requested items: those named here, and those marked so before. The partner can provide
 * them until the case is submitted again.
 */
export async function askForMore(
  tx: Tx,
  caseId: string | null,
  request: { readonly items: readonly KycItem[]; readonly message: string },
  person: Signer,
): Promise<KycCase> {
  const kyc = await lockCase(tx, caseId);
  checkCan(kycCan.askForMore(kyc), kyc, 'Only a submitted case can be returned.');
  const marks = await listMarks(tx, kyc.caseId);
  const marked = marks
    .filter((mark) => mark.state === 'asked' && !mark.answered)
    .map((mark) => mark.item);
  const items = [...new Set([...request.items, ...marked])];
  for (const item of items) {
    const note = marks.find((mark) => mark.item === item && mark.state === 'asked')?.note ?? null;
    await setMark(tx, kyc.caseId, item, { state: 'asked', note, told: true });
  }
  await moveCase(tx, kyc, { to: 'needs_info' });
  await recordStep(tx, kyc, person, {
    event: 'asked',
    text: request.message,
    detail: { items, before: kyc.status, after: 'needs_info' },
  });
  return { ...kyc, status: 'needs_info' };
}
