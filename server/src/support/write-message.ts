import { ticketCan } from '@psnb2b/contract';
import type { Signer } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import { spendQuota } from '../quotas/index.ts';
import { auditTicket, findTicket, insertMessage, lockTicket, moveTicket } from './store.ts';
import type { Ticket } from './ticket.ts';
import { resumeClock, stopClock } from './ticket-clock.ts';

export interface NewMessage {
  readonly text: string;
  /** Uploads of the author. */
  readonly fileIds: readonly (string | null)[];
}

/** A partner's message: the ticket waits for staff from then on. */
export async function writeMessage(
  tx: Tx,
  partnerId: string,
  ticketId: string | null,
  message: NewMessage,
  person: Signer,
): Promise<Ticket> {
  const ticket = await lockTicket(tx, partnerId, ticketId);
  checkOpen(ticket);
  const owner = formatId('prt', partnerId);
  await insertMessage(tx, ticket.ticketId, { ...message, owner, internal: false }, person);
  const clock = resumeClock(ticket.topic, ticket, person.at);
  await moveTicket(tx, ticket, 'open', clock, person.at);
  await auditTicket(tx, ticket, person, 'written', { before: ticket.status, after: 'open' });
  await spendQuota(tx, 'messages', { owner, at: person.at });
  return findTicket(tx, partnerId, ticket.ticketId);
}

/** An answer of staff: the ticket waits for the partner, and its clock is paused. A note that only staff read changes neither. */
export async function answerTicket(
  tx: Tx,
  ticketId: string | null,
  message: NewMessage & { readonly internal: boolean; readonly owner: string },
  person: Signer,
): Promise<Ticket> {
  const ticket = await lockTicket(tx, null, ticketId);
  checkOpen(ticket);
  await insertMessage(tx, ticket.ticketId, message, person);
  if (message.internal) {
    await auditTicket(tx, ticket, person, 'noted');
    return ticket;
  }
  await moveTicket(tx, ticket, 'waiting', stopClock(ticket, person.at), person.at);
  await tx.query(
    `UPDATE support.tickets SET first_answer_at = coalesce(first_answer_at, $2)
      WHERE ticket_id = $1`,
    [ticket.ticketId, person.at],
  );
  await auditTicket(tx, ticket, person, 'answered', { before: ticket.status, after: 'waiting' });
  return findTicket(tx, null, ticket.ticketId);
}

function checkOpen({ status }: Ticket): void {
  if (ticketCan.answer({ status }).can) return;
  throw invalidState(status, 'The ticket is closed; reopen it first.');
}
