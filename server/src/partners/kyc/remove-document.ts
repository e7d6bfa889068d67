import { kycCan } from '@psnb2b/contract';
import { deleteAttached } from '../../files/index.ts';
import type { Signer } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { formatId } from '../../kit/ids.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { Vault } from '../../vault/index.ts';
import { checkCan } from './check-can.ts';
import type { KycCase } from './kyc-case.ts';
import { answerMark, listDocuments, lockCaseOf, recordStep, voidAcceptance } from './store.ts';

/**
 * Removes a document while the case can be edited. A document that no reviewer can have seen is deleted; one that was submitted
 * is only hidden from now on, because a decision may rest on it. The acceptance of its kind becomes void, even if other documents
 * remain, because nobody knows which one the reviewer saw.
 */
export async function removeDocument(
  tx: Tx,
  vault: Vault,
  partnerId: string,
  fileId: string | null,
  person: Signer,
): Promise<void> {
  const kyc = await lockCaseOf(tx, partnerId);
  const document = (await listDocuments(tx, kyc.caseId)).find((each) => each.fileId === fileId);
  if (!document) throw new Refusal('not_found');
  checkCan(
    kycCan.edit(kyc),
    kyc,
    'The case is under review or decided, and cannot be changed now.',
  );
  if (await wasSubmitted(tx, kyc, document.fileId)) {
    await tx.query('UPDATE partners.kyc_documents SET removed_at = $2 WHERE file_id = $1', [
      document.fileId,
      person.at,
    ]);
  } else {
    await tx.query('DELETE FROM partners.kyc_documents WHERE file_id = $1', [document.fileId]);
    await deleteAttached(tx, vault, formatId('kyc', kyc.caseId), document.fileId);
  }
  const left = await listDocuments(tx, kyc.caseId);
  const given = left.some((each) => each.kind === document.kind);
  await voidAcceptance(tx, kyc.caseId, document.kind);
  if (!given) await answerMark(tx, kyc.caseId, document.kind, false);
  await recordStep(tx, kyc, person, {
    event: 'document_removed',
    text: document.kind,
    detail: { kind: document.kind, file: formatId('fil', document.fileId) },
  });
}

async function wasSubmitted(tx: Tx, kyc: KycCase, fileId: string): Promise<boolean> {
  if (!kyc.submittedAt) return false;
  const { rows } = await tx.query<{ added_at: Date }>(
    'SELECT added_at FROM partners.kyc_documents WHERE file_id = $1',
    [fileId],
  );
  return !rows[0] || rows[0].added_at <= kyc.submittedAt;
}
