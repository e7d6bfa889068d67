import type { StaffTicket, Ticket as TicketBody } from '@psnb2b/contract';
import { formatId } from '../../kit/ids.ts';
import { isoOrNull } from '../../kit/time.ts';
import { isOverdue, type Message, type Ticket } from '../../support/index.ts';
import { presentFile } from './file.ts';
import type { PartnerRef } from './partner-refs.ts';

/** The name of staff for partners: the wholesaler answers tickets. */
const SUPPORT = 'Support';

export function presentTicketLine(ticket: Ticket) {
  return {
    id: formatId('tkt', ticket.ticketId),
    object: 'ticket' as const,
    topic: ticket.topic,
    subject: ticket.subject,
    status: ticket.status,
    due_at: isoOrNull(ticket.dueAt),
    created_at: ticket.createdAt.toISOString(),
    updated_at: ticket.updatedAt.toISOString(),
    closed_at: isoOrNull(ticket.closedAt),
  };
}

export function presentTicket(
  ticket: Ticket,
  messages: readonly Message[],
  secretUntil: Date | null,
): TicketBody {
  const shown = messages.map((each) => messageBody(each, each.side === 'staff' ? SUPPORT : null));
  return {
    ...presentTicketLine(ticket),
    ...aboutBody(ticket),
    webhook_secret_until: isoOrNull(secretUntil),
    messages: shown,
  };
}

export function presentQueued(ticket: Ticket, partner: PartnerRef, at: Date) {
  return {
    ...presentTicketLine(ticket),
    partner,
    assignee: ticket.assignee,
    overdue: isOverdue(ticket, at),
  };
}

export function presentStaffTicket(
  ticket: Ticket,
  partner: PartnerRef,
  messages: readonly Message[],
  caseId: string,
  at: Date,
): StaffTicket {
  return {
    ...presentQueued(ticket, partner, at),
    ...aboutBody(ticket),
    assignee_id: ticket.assigneeId && formatId('usr', ticket.assigneeId),
    kyc_case_id: formatId('kyc', caseId),
    messages: messages.map((each) => ({ ...messageBody(each, null), internal: each.internal })),
  };
}

function aboutBody(ticket: Ticket) {
  const { webhook } = ticket;
  return {
    webhook: webhook && {
      url: webhook.url,
      ...(webhook.events && { events: [...webhook.events] }),
      mode: webhook.mode,
    },
    webhook_endpoint_id: ticket.webhookEndpointId,
    key_id: ticket.keyId && formatId('key', ticket.keyId),
    order_id: ticket.orderId,
    claim_id: ticket.claimId,
  };
}

function messageBody(message: Message, name: string | null) {
  return {
    id: formatId('msg', message.messageId),
    author: { side: message.side, name: name ?? message.name },
    text: message.text,
    attachments: message.files.map(presentFile),
    created_at: message.createdAt.toISOString(),
  };
}
