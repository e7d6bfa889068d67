import { idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  fileReply,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  DrawnWebhookSecret,
  MessageCreate,
  Ticket,
  TicketCreate,
  TicketFilters,
  TicketList,
  TicketQuery,
} from './schemas.ts';

const writers = ['owner', 'buyer', 'finance', 'developer'] as const;
const keepers = ['owner', 'developer'] as const;
const ticketId = idParam('ticket_id', 'Id of the ticket.');
/** A suspended business may write to support and remove rights. */
const kept = { ...acting, whileSuspended: true } as const;
const ticket = { ...kept, tag: 'Tickets', roles: writers, params: ticketId } as const;

/** Tickets and API keys, as a partner's people see them. */
export const portalTicketOperations = {
  listTickets: {
    ...reading,
    tag: 'Tickets',
    id: 'listTickets',
    path: '/tickets',
    summary: 'List tickets',
    description: 'Of the whole business, the last changed first.',
    query: TicketQuery,
    replies: okPage(TicketList, 'A page of tickets.'),
  },
  exportTickets: {
    ...reading,
    tag: 'Tickets',
    id: 'exportTickets',
    onStandby: true,
    path: '/tickets/export',
    summary: 'Download the list of tickets as CSV',
    description: 'Every ticket that matches the filters, the last changed first, in one file.',
    query: TicketFilters,
    replies: fileReply('text/csv', 'One line per ticket.'),
  },
  createTicket: {
    ...kept,
    tag: 'Tickets',
    roles: writers,
    idempotent: true,
    id: 'createTicket',
    path: '/tickets',
    summary: 'Open a ticket',
    description:
      'A Webhook Registration names the endpoint in `webhook`, a Key Rotation its key in `key_id`. One API Access ' +
      'Request at a time.',
    body: TicketCreate,
    replies: created(Ticket, 'The ticket.'),
    refusals: ['limit_reached', 'invalid_state', 'not_found'],
  },
  getTicket: {
    ...reading,
    tag: 'Tickets',
    id: 'getTicket',
    path: '/tickets/{ticket_id}',
    summary: 'Read a ticket',
    description: 'With all its messages, oldest first. Notes among staff are not in it.',
    params: ticketId,
    replies: ok(Ticket, 'The ticket.'),
  },
  addTicketMessage: {
    ...ticket,
    idempotent: true,
    id: 'addTicketMessage',
    path: '/tickets/{ticket_id}/messages',
    summary: 'Write a message',
    description: 'The ticket waits for staff from then on.',
    body: MessageCreate,
    replies: created(Ticket, 'The ticket.'),
    refusals: ['invalid_state', 'limit_reached'],
  },
  closeTicket: {
    ...ticket,
    id: 'closeTicket',
    path: '/tickets/{ticket_id}/close',
    summary: 'Close a ticket',
    description: 'It can be reopened.',
    replies: ok(Ticket, 'The ticket.'),
    refusals: ['invalid_state'],
  },
  reopenTicket: {
    ...ticket,
    id: 'reopenTicket',
    path: '/tickets/{ticket_id}/reopen',
    summary: 'Reopen a ticket',
    description: 'It waits for staff from then on.',
    replies: ok(Ticket, 'The ticket.'),
    refusals: ['invalid_state', 'limit_reached'],
  },
  drawWebhookSecret: {
    ...acting,
    tag: 'Tickets',
    roles: keepers,
    ...moving('secrets'),
    id: 'drawWebhookSecret',
    path: '/tickets/{ticket_id}/webhook-secret',
    summary: 'Reveal the signing secret of an endpoint that staff registered',
    description:
      'Once, within a week. It is a new secret; the first one, which nobody has seen, is replaced.',
    params: ticketId,
    replies: ok(DrawnWebhookSecret, 'The secret, shown once.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;
