import { portalPages } from '@psnb2b/contract';
import { type Teller, tellPartner } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import {
  approveCase,
  askForMore,
  type KycCase,
  type Person,
  rejectCase,
  reopenCase,
  tellApproval,
} from '../partners/index.ts';
import { findAccessRequest, followCase, settleTicket } from '../support/index.ts';
import type { Vault } from '../vault/index.ts';

type Parts = Teller & { readonly vault: Vault };

/** Gives a review back with what is still wanted; its ticket waits for the business, which is told. */
export async function askBusiness(
  tx: Tx,
  parts: Parts,
  caseId: string | null,
  request: Parameters<typeof askForMore>[2],
  person: Person,
): Promise<void> {
  const kyc = await askForMore(tx, caseId, request, person);
  await followCase(
    tx,
    kyc.partnerId,
    `Staff asked for more: ${request.message}`,
    'partner',
    person,
  );
  const text = 'Your review needs something more.';
  await tell(tx, parts, kyc, { kind: 'kyc.asked', text, words: request.message }, person);
}

/** Approves a business after its review; its ticket waits for a key, and it is told. */
export async function approveBusiness(
  tx: Tx,
  parts: Parts,
  caseId: string | null,
  decision: Parameters<typeof approveCase>[3],
  person: Person,
): Promise<void> {
  const kyc = await approveCase(tx, parts.vault, caseId, decision, person);
  const next = 'The business was approved. Next, an API key is issued.';
  await followCase(tx, kyc.partnerId, next, 'staff', person);
  await tellApproval(tx, parts, kyc.partnerId, person.at);
}

/** Turns a business down; its ticket is settled with the reason, which it is told. */
export async function rejectBusiness(
  tx: Tx,
  parts: Parts,
  caseId: string | null,
  reason: string,
  person: Person,
): Promise<void> {
  const kyc = await rejectCase(tx, caseId, reason, person);
  const ticket = await findAccessRequest(tx, kyc.partnerId);
  if (ticket) await settleTicket(tx, ticket, `The business was turned down: ${reason}`, person);
  const text = 'Your business was not approved.';
  await tell(tx, parts, kyc, { kind: 'kyc.rejected', text, words: reason }, person);
}

/** Opens a decided review again; the business is told why. */
export async function reopenReview(
  tx: Tx,
  parts: Parts,
  caseId: string | null,
  reason: string,
  person: Person,
): Promise<void> {
  const kyc = await reopenCase(tx, caseId, reason, person);
  const text = 'Your business is to be reviewed again.';
  await tell(tx, parts, kyc, { kind: 'kyc.reopened', text, words: reason }, person);
}

async function tell(
  tx: Tx,
  teller: Teller,
  kyc: KycCase,
  news: { readonly kind: string; readonly text: string; readonly words?: string },
  { at }: Person,
): Promise<void> {
  const told = { ...news, path: portalPages.business, at };
  await tellPartner(tx, teller, kyc.partnerId, told, ['owner', 'finance']);
}
