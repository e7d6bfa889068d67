import { type KycItem, kycCan } from '@psnb2b/contract';
import { attachFiles } from '../../files/index.ts';
import type { Signer } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { formatId } from '../../kit/ids.ts';
import { limitReached, notFoundAt, Refusal } from '../../kit/refusal.ts';
import { checkCan } from './check-can.ts';
import { answerMark, listDocuments, lockCaseOf, recordStep, voidAcceptance } from './store.ts';

const DOCUMENTS_MAX = 50;

/**
 * Adds an upload of this business to its case as a document of a kind, while the case can be edited; `not_found` for an upload
 * that is not its own or is already used. The document answers a reviewer's request for its kind.
 */
export async function addDocument(
  tx: Tx,
  partnerId: string,
  document: { readonly kind: KycItem; readonly fileId: string | null },
  person: Signer,
): Promise<void> {
  const kyc = await lockCaseOf(tx, partnerId);
  checkCan(
    kycCan.edit(kyc),
    kyc,
    'The case is under review or decided; add a message to its ticket.',
  );
  const used = (await listDocuments(tx, kyc.caseId)).length;
  if (used >= DOCUMENTS_MAX) {
    const detail = `A case has at most ${DOCUMENTS_MAX} documents; remove one first.`;
    throw limitReached({ limit: DOCUMENTS_MAX, used }, detail);
  }
  const { kind, fileId } = document;
  const subject = formatId('kyc', kyc.caseId);
  if (fileId === null) throw noSuchUpload();
  await attachFiles(tx, formatId('prt', partnerId), [fileId], subject, person.at).catch(unknown);
  await tx.query(
    `INSERT INTO partners.kyc_documents (file_id, case_id, kind, added_at) VALUES ($1, $2, $3, $4)`,
    [fileId, kyc.caseId, kind, person.at],
  );
  await voidAcceptance(tx, kyc.caseId, kind);
  await answerMark(tx, kyc.caseId, kind, true);
  await recordStep(tx, kyc, person, {
    event: 'document_added',
    text: kind,
    detail: { kind, file: formatId('fil', fileId) },
  });
}

function unknown(error: unknown): never {
  throw error instanceof Refusal && error.code === 'validation_failed' ? noSuchUpload() : error;
}

function noSuchUpload(): Refusal {
  return notFoundAt('/file_id', 'You have no unused upload with this id.');
}
