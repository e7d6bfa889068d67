import { claimCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { limitReached, mustBeAble, Refusal } from '../kit/refusal.ts';
import { onceByTenant } from '../ledger/index.ts';
import { codesOf, noteKnownCodes } from '../orders/index.ts';
import { spendQuota } from '../quotas/index.ts';
import { advanceClaim } from './advance-claim.ts';
import type { StoredClaim } from './claim.ts';
import { hideRequest } from './hide-request.ts';
import {
  countMessages,
  findMessage,
  insertMessage,
  type Side,
  type StoredMessage,
} from './messages.ts';
import type { ClaimOwner, ClaimParts } from './parts.ts';
import { type Redacted, redactCodes } from './redact-codes.ts';
import { findClaim, updateClaim } from './store.ts';

const MESSAGES_MAX = 200;

export interface Words {
  readonly side: Side;
  readonly text: string;
  /** Staff request information from the partner: the claim waits for the partner from then on. */
  readonly ask?: boolean;
}

/**
 * Adds a message to a claim that is not decided. The partner's reply returns a claim in `needs_info` to review; the first message
 * of staff is the first response. Codes of the order in the text are replaced by their ids.
 */
export async function addMessage(
  { database, vault }: ClaimParts,
  tenant: ClaimOwner,
  claimId: string,
  words: Words,
  by: By,
  idempotency: Idempotency | null = null,
): Promise<{ message: StoredMessage; replayed: boolean }> {
  const { text, codeIds } = await withoutCodes(database.reads, vault, tenant, claimId, words.text);
  const request = {
    tenantId: tenant.tenantId,
    operation: 'addClaimMessage',
    idempotency: hideRequest(vault, idempotency),
    at: by.at,
  };
  const { resource, made } = await onceByTenant(database, request, async (tx) => {
    const claim = await findClaim(tx, tenant, claimId);
    if (!claim) throw new Refusal('not_found');
    mustBeAble(words.ask ? claimCan.askForInfo(claim) : claimCan.addMessage(claim), claim.status);
    const used = await countMessages(tx, claimId);
    if (used >= MESSAGES_MAX) {
      const detail = `A claim has at most ${MESSAGES_MAX} messages; open a ticket to continue.`;
      throw limitReached({ limit: MESSAGES_MAX, used }, detail);
    }
    await noteKnownCodes(tx, by.at, claim.orderId, codeIds);
    const message: StoredMessage = {
      messageId: newUuid(by.at.getTime()),
      claimId,
      side: words.side,
      author: by.actor,
      text,
      createdAt: by.at,
    };
    await insertMessage(tx, message);
    await follow(tx, claim, words, by);
    if (words.side === 'staff') {
      const facts = { claimId, isQuestion: words.ask === true, at: by.at };
      await notify(tx, 'claim.message_added', tenant, facts);
    }
    await recordAudit(tx, {
      ...by,
      tenantId: tenant.tenantId,
      action: words.ask ? 'claim.info_asked' : 'claim.message_added',
      subject: formatId('clm', claimId),
      detail: { message: formatId('msg', message.messageId) },
    });
    if (words.side === 'partner') {
      await spendQuota(tx, 'messages', { owner: formatId('prt', tenant.partnerId), at: by.at });
    }
    return { resource: message.messageId, made: message };
  });
  const message = made ?? (await findMessage(database.reads, resource));
  return { message: required(message, 'a message is never deleted'), replayed: made === null };
}

/** Codes of an order never change, so a text can be searched for them before anything is locked. */
async function withoutCodes(
  db: Db,
  vault: ClaimParts['vault'],
  tenant: ClaimOwner,
  claimId: string,
  text: string,
): Promise<Redacted> {
  const claim = await findClaim(db, tenant, claimId);
  if (!claim) throw new Refusal('not_found');
  return redactCodes(vault, text, await codesOf(db, [claim.orderId]));
}

/**
 * How a message moves the claim: a staff message counts as first response, a request for information sets `needs_info`, and a
 * partner's reply ends it.
 */
export async function follow(
  tx: Tx,
  claim: StoredClaim,
  { side, ask }: Pick<Words, 'side' | 'ask'>,
  { at }: By,
): Promise<StoredClaim> {
  if (ask) return advanceClaim(tx, claim, 'needs_info', at, { answered: true });
  if (side === 'partner') {
    if (claim.status !== 'needs_info') return claim;
    return advanceClaim(tx, claim, 'under_review', at, { answered: false });
  }
  if (claim.firstAnsweredAt) return claim;
  const answered = { ...claim, firstAnsweredAt: at };
  await updateClaim(tx, claim, answered);
  return answered;
}
