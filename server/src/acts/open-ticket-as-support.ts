import type { StaffTicketCreate } from '@psnb2b/contract';
import { notify, type Signer } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { idOf } from '../kit/id-of.ts';
import { pointTo } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import { findPartner } from '../partners/index.ts';
import { openTicketFor, type Ticket } from '../support/index.ts';
import { checkClaim, checkOrder, filesOf, type OpenParts } from './write-to-support.ts';

/**
 * A member of staff writes to a business: a ticket that waits for its answer; the business is notified. An order or claim of another
 * business reads as unknown. `owner`: whose uploads are attached.
 */
export async function openTicketAsSupport(
  tx: Tx,
  parts: OpenParts & Notifier,
  asked: StaffTicketCreate,
  owner: string,
  person: Signer,
): Promise<Ticket> {
  const { topic, subject, text, attachments, order_id: orderId, claim_id: claimId } = asked;
  const { partnerId } = await findPartner(tx, idOf('prt', asked.partner_id, '/partner_id')).catch(
    pointTo('/partner_id'),
  );
  if (orderId !== undefined) await checkOrder(parts, tx, partnerId, orderId);
  if (claimId !== undefined) await checkClaim(tx, partnerId, claimId);
  const about = { webhook: null, keyId: null, orderId: orderId ?? null, claimId: claimId ?? null };
  const request = { topic, subject, text, ...about, fileIds: filesOf(attachments), owner };
  const ticket = await openTicketFor(tx, partnerId, request, person);
  const { ticketId } = ticket;
  const facts = { ticketId, subject, message: text, at: person.at };
  await notify(tx, 'ticket.received', { partnerId }, facts, parts);
  return ticket;
}
