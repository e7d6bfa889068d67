import { acting, created, type DoorOperation, moving, ok, reading } from '../kit/door-operation.ts';
import { Done, idParam } from '../kit/shapes.ts';
import {
  CannedAnswer,
  CannedAnswerInput,
  CannedAnswerList,
  StaffMessageCreate,
  StaffTicket,
  StaffTicketList,
  StaffTicketQuery,
  TicketAssign,
} from './schemas.ts';

const agents = ['admin', 'finance', 'support'] as const;
const ticketId = idParam('ticket_id', 'Id of the ticket.');
const ticket = { ...acting, tag: 'Tickets', roles: agents, params: ticketId } as const;

/** Tickets, as staff see them. */
export const consoleTicketOperations = {
  listTickets: {
    ...reading,
    tag: 'Tickets',
    id: 'listTickets',
    path: '/tickets',
    summary: 'List tickets',
    description: 'The soonest due first.',
    query: StaffTicketQuery,
    replies: ok(StaffTicketList, 'A page of tickets.'),
  },
  getTicket: {
    ...reading,
    tag: 'Tickets',
    id: 'getTicket',
    path: '/tickets/{ticket_id}',
    summary: 'Read a ticket',
    description: 'With messages and notes, oldest first.',
    params: ticketId,
    replies: ok(StaffTicket, 'The ticket.'),
  },
  addTicketMessage: {
    ...ticket,
    idempotent: true,
    id: 'addTicketMessage',
    path: '/tickets/{ticket_id}/messages',
    summary: 'Answer, or write a note',
    description: 'An answer notifies the partner and pauses the clock; a note does neither.',
    body: StaffMessageCreate,
    replies: created(StaffTicket, 'The ticket.'),
    refusals: ['invalid_state', 'limit_reached'],
  },
  assignTicket: {
    ...ticket,
    id: 'assignTicket',
    path: '/tickets/{ticket_id}/assign',
    summary: 'Assign a ticket',
    description: 'To a member of staff, or to nobody.',
    body: TicketAssign,
    replies: ok(StaffTicket, 'The ticket.'),
    refusals: ['invalid_state'],
  },
  closeTicket: {
    ...ticket,
    id: 'closeTicket',
    path: '/tickets/{ticket_id}/close',
    summary: 'Close a ticket',
    description: 'Either side can reopen it.',
    replies: ok(StaffTicket, 'The ticket.'),
    refusals: ['invalid_state'],
  },
  reopenTicket: {
    ...ticket,
    id: 'reopenTicket',
    path: '/tickets/{ticket_id}/reopen',
    summary: 'Reopen a ticket',
    description: 'Its clock runs again.',
    replies: ok(StaffTicket, 'The ticket.'),
    refusals: ['invalid_state', 'limit_reached'],
  },
  registerTicketWebhook: {
    ...ticket,
    ...moving('rights'),
    id: 'registerTicketWebhook',
    path: '/tickets/{ticket_id}/register-webhook',
    summary: 'Register the endpoint of a ticket',
    description:
      'Checks the address, registers the endpoint, says so in the ticket and closes it. The signing secret is shown to ' +
      'the partner only.',
    replies: ok(StaffTicket, 'The ticket.'),
    refusals: ['invalid_state', 'limit_reached'],
  },
  listCannedAnswers: {
    ...reading,
    tag: 'Tickets',
    id: 'listCannedAnswers',
    path: '/canned-answers',
    summary: 'List canned answers',
    description: 'All of them, by title.',
    replies: ok(CannedAnswerList, 'The answers.'),
  },
  createCannedAnswer: {
    ...acting,
    tag: 'Tickets',
    roles: agents,
    idempotent: true,
    id: 'createCannedAnswer',
    path: '/canned-answers',
    summary: 'Add a canned answer',
    description: 'For everybody on the staff.',
    body: CannedAnswerInput,
    replies: created(CannedAnswer, 'The answer.'),
    refusals: ['limit_reached'],
  },
  removeCannedAnswer: {
    ...acting,
    tag: 'Tickets',
    roles: agents,
    id: 'removeCannedAnswer',
    path: '/canned-answers/{answer_id}/remove',
    summary: 'Remove a canned answer',
    description: 'Tickets that used it keep their text.',
    params: idParam('answer_id', 'Id of the answer.'),
    replies: ok(Done, 'Removed.'),
  },
} as const satisfies Record<string, DoorOperation>;
