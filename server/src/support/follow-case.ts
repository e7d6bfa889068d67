import type { Signer } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { noteInTicket } from './close-ticket.ts';
import { findAccessRequest, lockTicket, moveTicket } from './store.ts';
import { resumeClock, stopClock } from './ticket-clock.ts';

/**
 * Updates the open API Access Request of a business, if there is one, with a step of its review; the ticket then waits for the
 * same side as the review.
 */
export async function followCase(
  tx: Tx,
  partnerId: string,
  text: string,
  waitsFor: 'partner' | 'staff',
  person: Signer,
): Promise<void> {
  const found = await findAccessRequest(tx, partnerId);
  if (!found) return;
  const ticket = await lockTicket(tx, partnerId, found.ticketId);
  if (ticket.status === 'closed') return;
  await noteInTicket(tx, ticket, text, person);
  const { at } = person;
  if (waitsFor === 'partner') await moveTicket(tx, ticket, 'waiting', stopClock(ticket, at), at);
  else await moveTicket(tx, ticket, 'open', resumeClock(ticket.topic, ticket, at), at);
}
