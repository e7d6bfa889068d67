import { ticketCan } from '@psnb2b/contract';
import type { Signer } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import { auditTicket, findTicket, lockTicket } from './store.ts';
import type { Ticket } from './ticket.ts';

/** Assigns a ticket to a member of staff, or to nobody. The caller has checked that the person exists. */
export async function assignTicket(
  tx: Tx,
  ticketId: string | null,
  assignee: { readonly userId: string; readonly name: string } | null,
  person: Signer,
): Promise<Ticket> {
  const ticket = await lockTicket(tx, null, ticketId);
  if (!ticketCan.assign(ticket).can) {
    throw invalidState(ticket.status, 'The ticket is closed; reopen it first.');
  }
  await tx.query(
    `UPDATE support.tickets SET assignee_id = $2, assignee = $3, updated_at = $4
      WHERE ticket_id = $1`,
    [ticket.ticketId, assignee?.userId ?? null, assignee?.name ?? null, person.at],
  );
  const named = (id: string | null) => id && formatId('usr', id);
  const detail = { before: named(ticket.assigneeId), after: named(assignee?.userId ?? null) };
  await auditTicket(tx, ticket, person, 'assigned', detail);
  return findTicket(tx, null, ticket.ticketId);
}
