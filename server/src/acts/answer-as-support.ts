import { notify, type Signer } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import type { Notifier } from '../notifications/index.ts';
import { answerTicket, type Ticket } from '../support/index.ts';

/** A member of staff answers a ticket; the business is notified, unless it is a note among staff. */
export async function answerAsSupport(
  tx: Tx,
  notifier: Notifier,
  ticketId: string | null,
  message: Parameters<typeof answerTicket>[2],
  person: Signer,
): Promise<Ticket> {
  const ticket = await answerTicket(tx, ticketId, message, person);
  if (message.internal) return ticket;
  const { ticketId: id, partnerId, subject } = ticket;
  const facts = { ticketId: id, subject, message: message.text, at: person.at };
  await notify(tx, 'ticket.answered', { partnerId }, facts, notifier);
  return ticket;
}
