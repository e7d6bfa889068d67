import { portalPages } from '@psnb2b/contract';
import { type Teller, tellPartner } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Person } from '../partners/index.ts';
import { answerTicket, type Ticket } from '../support/index.ts';

/** A person of the staff answers a ticket; the business is told, unless it is a note among staff. */
export async function answerAsSupport(
  tx: Tx,
  teller: Teller,
  ticketId: string | null,
  message: Parameters<typeof answerTicket>[2],
  person: Person,
): Promise<Ticket> {
  const ticket = await answerTicket(tx, ticketId, message, person);
  if (message.internal) return ticket;
  const path = portalPages.ticket(formatId('tkt', ticket.ticketId));
  const news = { kind: 'ticket.answered', text: `Support answered “${ticket.subject}”.` };
  const told = { ...news, words: message.text, path, at: person.at };
  await tellPartner(tx, teller, ticket.partnerId, told);
  return ticket;
}
