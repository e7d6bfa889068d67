import type { KycItem } from '@psnb2b/contract';
import { listOpened } from '../../audit/index.ts';
import type { Signer } from '../../identity/index.ts';
import type { Db, Tx } from '../../kit/database/index.ts';
import { formatId } from '../../kit/ids.ts';
import { invalidState } from '../../kit/refusal.ts';
import type { Vault } from '../../vault/index.ts';
import { readChecklist } from './given-items.ts';
import type { CaseDocument, KycCase } from './kyc-case.ts';
import { markItem } from './mark-item.ts';
import { findCase, listDocuments } from './store.ts';

/** The ids of the documents that this person has looked at or downloaded, by the audit log. */
export async function seenBy(
  db: Db,
  actor: string,
  documents: readonly Pick<CaseDocument, 'fileId'>[],
): Promise<Set<string>> {
  const ids = documents.map(({ fileId }) => fileId);
  const opened = await listOpened(
    db,
    actor,
    ids.map((id) => formatId('fil', id)),
  );
  return new Set(ids.filter((id) => opened.has(formatId('fil', id))));
}

/**
 * Accepts every provided item all of whose documents this person has opened. What a person has to read on the page, such as the company data, is
 * accepted one by one. `invalid_state` if there is no such item.
 */
export async function acceptSeen(
  tx: Tx,
  vault: Vault,
  caseId: string,
  person: Signer,
): Promise<KycCase> {
  const kyc = await findCase(tx, caseId);
  const documents = await listDocuments(tx, caseId);
  const seen = await seenBy(tx, person.actor, documents);
  const isSeen = (item: KycItem) => {
    const own = documents.filter(({ kind }) => kind === item);
    return own.length > 0 && own.every(({ fileId }) => seen.has(fileId));
  };
  const items = (await readChecklist(tx, vault, kyc, 'staff'))
    .filter(({ item, state }) => state === 'given' && isSeen(item))
    .map(({ item }) => item);
  for (const item of items) {
    await markItem(tx, vault, caseId, { item, state: 'accepted', note: null }, person);
  }
  if (items.length > 0) return kyc;
  const detail = 'You have not opened all documents of any item that waits: look at them first.';
  throw invalidState(kyc.status, detail);
}
