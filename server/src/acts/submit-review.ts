import { consolePages } from '@psnb2b/contract';
import { tellStaff } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { findPartner, type Person, submitCase } from '../partners/index.ts';
import { findAccessRequest, followCase, openTicket } from '../support/index.ts';
import type { Vault } from '../vault/index.ts';

/** Hands the case in; its front door is an API Access Request, opened here where none is open. */
export async function submitReview(
  tx: Tx,
  vault: Vault,
  partnerId: string,
  answer: string | null,
  person: Person,
): Promise<void> {
  const kyc = await submitCase(tx, vault, partnerId, answer, person);
  const text = answer ?? 'The review of our business is handed in.';
  if (await findAccessRequest(tx, partnerId)) {
    const words = answer === null ? '' : ` Their answer: ${answer}`;
    await followCase(tx, partnerId, `The review was handed in.${words}`, 'staff', person);
  } else {
    const about = { webhook: null, keyId: null, orderId: null, claimId: null };
    const request = { topic: 'api_access', subject: 'API Access Request', text } as const;
    await openTicket(tx, partnerId, { ...request, ...about, fileIds: [] }, person);
  }
  const { name } = await findPartner(tx, partnerId);
  await tellStaff(tx, {
    kind: 'kyc.submitted',
    text: `${name} handed its review in.`,
    path: consolePages.review(formatId('kyc', kyc.caseId)),
    at: person.at,
  });
}
