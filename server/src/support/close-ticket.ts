import { ticketCan } from '@psnb2b/contract';
import type { Signer } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { invalidState } from '../kit/refusal.ts';
import { checkRoom, lockTickets } from './open-ticket.ts';
import {
  auditTicket,
  findAccessRequest,
  findTicket,
  insertMessage,
  lockTicket,
  moveTicket,
} from './store.ts';
import type { Ticket } from './ticket.ts';
import { startClock, stopClock } from './ticket-clock.ts';

/** Closes a ticket, on either side (`partnerId` null: staff). Either side can reopen it. */
export async function closeTicket(
  tx: Tx,
  partnerId: string | null,
  ticketId: string | null,
  person: Signer,
): Promise<Ticket> {
  const ticket = await lockTicket(tx, partnerId, ticketId);
  if (!ticketCan.close(ticket).can)
    throw invalidState(ticket.status, 'The ticket is already closed.');
  return close(tx, ticket, person);
}

/** Reopens a closed ticket, if the business may open one; its clock starts again. */
export async function reopenTicket(
  tx: Tx,
  partnerId: string | null,
  ticketId: string | null,
  person: Signer,
): Promise<Ticket> {
  await lockTickets(tx, (await findTicket(tx, partnerId, ticketId)).partnerId);
  const ticket = await lockTicket(tx, partnerId, ticketId);
  if (!ticketCan.reopen(ticket).can) throw invalidState(ticket.status, 'The ticket is open.');
  await checkRoom(tx, ticket.partnerId);
  if (ticket.topic === 'api_access' && (await findAccessRequest(tx, ticket.partnerId))) {
    throw invalidState(
      ticket.status,
      'There is another open API Access Request; write your message there.',
    );
  }
  const clock = startClock(ticket.topic, person.at);
  await moveTicket(tx, ticket, 'open', clock, person.at);
  await auditTicket(tx, ticket, person, 'reopened', { before: 'closed', after: 'open' });
  return findTicket(tx, partnerId, ticket.ticketId);
}

/**
 * Closes a ticket because its request was fulfilled, with a message that says so, in the commit of the fulfilment. A closed
 * ticket stays as it is.
 */
export async function settleTicket(
  tx: Tx,
  ticket: Ticket,
  text: string,
  person: Signer,
): Promise<void> {
  const locked = await lockTicket(tx, ticket.partnerId, ticket.ticketId);
  if (locked.status === 'closed') return;
  await noteInTicket(tx, locked, text, person);
  await close(tx, locked, person);
}

/** The same for a Webhook Registration, which then names the endpoint. */
export async function settleRegistration(
  tx: Tx,
  ticket: Ticket,
  endpointId: string,
  text: string,
  person: Signer,
): Promise<Ticket> {
  await lockTicket(tx, ticket.partnerId, ticket.ticketId);
  await tx.query('UPDATE support.tickets SET webhook_endpoint_id = $2 WHERE ticket_id = $1', [
    ticket.ticketId,
    endpointId,
  ]);
  await settleTicket(tx, ticket, text, person);
  return findTicket(tx, ticket.partnerId, ticket.ticketId);
}

/** An automatic message in a ticket about an event outside of it. Both sides read it. */
export async function noteInTicket(
  tx: Tx,
  ticket: Ticket,
  text: string,
  person: Signer,
): Promise<void> {
  const system: Signer = { ...person, side: 'system', name: '' };
  const note = { text, internal: false, owner: '', fileIds: [] };
  await insertMessage(tx, ticket.ticketId, note, system);
}

async function close(tx: Tx, ticket: Ticket, person: Signer): Promise<Ticket> {
  await moveTicket(tx, ticket, 'closed', stopClock(ticket, person.at), person.at);
  await auditTicket(tx, ticket, person, 'closed', { before: ticket.status, after: 'closed' });
  return findTicket(tx, ticket.partnerId, ticket.ticketId);
}
