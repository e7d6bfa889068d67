import { notify, type Signer } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { ACCESS_REQUEST, ticketMessages } from '../notifications/index.ts';
import { findPartner, submitCase } from '../partners/index.ts';
import { findAccessRequest, followCase, openTicket } from '../support/index.ts';
import type { Vault } from '../vault/index.ts';

/** Submits the case; its ticket is an API Access Request, opened here if none is open. */
export async function submitReview(
  tx: Tx,
  vault: Vault,
  partnerId: string,
  answer: string | null,
  person: Signer,
): Promise<void> {
  const kyc = await submitCase(tx, vault, partnerId, answer, person);
  const text = answer ?? ticketMessages.review_opened();
  if (await findAccessRequest(tx, partnerId)) {
    await followCase(tx, partnerId, ticketMessages.review_submitted(answer), 'staff', person);
  } else {
    const about = { webhook: null, keyId: null, orderId: null, claimId: null };
    const request = { topic: 'api_access', subject: ACCESS_REQUEST, text } as const;
    await openTicket(tx, partnerId, { ...request, ...about, fileIds: [] }, person);
  }
  const { name: business } = await findPartner(tx, partnerId);
  await notify(tx, 'kyc.submitted', 'staff', { caseId: kyc.caseId, business, at: person.at });
}
