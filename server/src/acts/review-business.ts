import { notify, type Signer } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { type Notifier, ticketMessages } from '../notifications/index.ts';
import { approveCase, askForMore, rejectCase, reopenCase } from '../partners/index.ts';
import { findAccessRequest, followCase, settleTicket } from '../support/index.ts';
import type { Vault } from '../vault/index.ts';

type Parts = Notifier & { readonly vault: Vault };

/** Returns a review with the requested items; its ticket waits for the business, which is notified. */
export async function askBusiness(
  tx: Tx,
  parts: Parts,
  caseId: string | null,
  request: Parameters<typeof askForMore>[2],
  person: Signer,
): Promise<void> {
  const { partnerId } = await askForMore(tx, caseId, request, person);
  const { message } = request;
  await followCase(tx, partnerId, ticketMessages.review_asked(message), 'partner', person);
  await notify(tx, 'kyc.asked', { partnerId }, { message, at: person.at }, parts);
}

/** Approves a business after its review; its ticket waits for a key, and the business is notified. */
export async function approveBusiness(
  tx: Tx,
  parts: Parts,
  caseId: string | null,
  decision: Parameters<typeof approveCase>[3],
  person: Signer,
): Promise<void> {
  const { partnerId } = await approveCase(tx, parts.vault, caseId, decision, person);
  await followCase(tx, partnerId, ticketMessages.review_approved(), 'staff', person);
  await notify(tx, 'kyc.approved', { partnerId }, { at: person.at }, parts);
}

/** Rejects a business; its ticket is closed with the reason, and the business is notified. */
export async function rejectBusiness(
  tx: Tx,
  parts: Parts,
  caseId: string | null,
  reason: string,
  person: Signer,
): Promise<void> {
  const { partnerId } = await rejectCase(tx, caseId, reason, person);
  const ticket = await findAccessRequest(tx, partnerId);
  if (ticket) await settleTicket(tx, ticket, ticketMessages.review_rejected(reason), person);
  await notify(tx, 'kyc.rejected', { partnerId }, { reason, at: person.at }, parts);
}

/** Reopens a decided review; the business is notified of the reason. */
export async function reopenReview(
  tx: Tx,
  parts: Parts,
  caseId: string | null,
  reason: string,
  person: Signer,
): Promise<void> {
  const { partnerId } = await reopenCase(tx, caseId, reason, person);
  await notify(tx, 'kyc.reopened', { partnerId }, { reason, at: person.at }, parts);
}
