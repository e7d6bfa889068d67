import { acting, created, type DoorOperation, moving, ok, reading } from '../door-operation.ts';
import {
  ApiKey,
  KeyList,
  KeyRestrict,
  KeyRevoke,
  PublicKey,
  PublicKeySet,
  RevealedKey,
} from '../schemas/keys.ts';
import { idParam } from '../schemas/shapes.ts';
import {
  DrawnWebhookSecret,
  MessageCreate,
  Ticket,
  TicketCreate,
  TicketList,
  TicketQuery,
} from '../schemas/tickets.ts';

const writers = ['owner', 'buyer', 'finance', 'developer'] as const;
const keepers = ['owner', 'developer'] as const;
const ticketId = idParam('ticket_id', 'Id of the ticket.');
const keyId = idParam('key_id', 'Id of the key.');
/** Whoever is suspended writes to support, and takes rights away. */
const kept = { ...acting, whileSuspended: true } as const;
const ticket = { ...kept, tag: 'Tickets', roles: writers, params: ticketId } as const;
const key = { ...acting, tag: 'Keys', roles: keepers } as const;

/** Tickets and API keys, as a partner's people see them. */
export const portalSupportOperations = {
  listTickets: {
    ...reading,
    tag: 'Tickets',
    id: 'listTickets',
    path: '/tickets',
    summary: 'List tickets',
    description: 'Of the whole business, the last changed first.',
    query: TicketQuery,
    replies: ok(TicketList, 'A page of tickets.'),
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
    description: 'It can be opened again.',
    replies: ok(Ticket, 'The ticket.'),
    refusals: ['invalid_state'],
  },
  reopenTicket: {
    ...ticket,
    id: 'reopenTicket',
    path: '/tickets/{ticket_id}/reopen',
    summary: 'Open a ticket again',
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
    summary: 'Draw the signing secret of an endpoint that staff registered',
    description:
      'Once, within a week. It is new, and the one that the endpoint was made with, which nobody saw, ends.',
    params: ticketId,
    replies: ok(DrawnWebhookSecret, 'The secret, shown once.'),
    refusals: ['invalid_state'],
  },
  listKeys: {
    ...reading,
    tag: 'Keys',
    id: 'listKeys',
    path: '/keys',
    summary: 'List API keys',
    description: 'Of both modes, newest first, ended ones included. Never a secret.',
    replies: ok(KeyList, 'The keys.'),
  },
  createTestKey: {
    ...key,
    ...moving('secrets'),
    idempotent: true,
    id: 'createTestKey',
    path: '/keys',
    summary: 'Issue a test key',
    description:
      'From the first minute, without a review. The key is in this reply and never again: a retry is told that it was ' +
      'issued.',
    replies: created(RevealedKey, 'The key, shown once.'),
    refusals: ['limit_reached', 'partner_suspended', 'invalid_state'],
  },
  revealKey: {
    ...key,
    ...moving('secrets'),
    id: 'revealKey',
    path: '/keys/{key_id}/reveal',
    summary: 'See a new live key, once',
    description: 'A key that staff issued is shown to one person once; it works from then on.',
    params: keyId,
    replies: ok(RevealedKey, 'The key, shown once.'),
    refusals: ['invalid_state', 'partner_suspended'],
  },
  restrictKey: {
    ...key,
    whileSuspended: true,
    method: 'PATCH',
    ...moving('rights'),
    id: 'restrictKey',
    path: '/keys/{key_id}',
    summary: 'Narrow a key',
    description: 'Fewer scopes, fewer networks, lower caps. Staff can widen it again.',
    params: keyId,
    body: KeyRestrict,
    replies: ok(ApiKey, 'The key.'),
    refusals: ['invalid_state'],
  },
  revokeKey: {
    ...key,
    whileSuspended: true,
    ...moving('rights'),
    id: 'revokeKey',
    path: '/keys/{key_id}/revoke',
    summary: 'Revoke a key',
    description: 'It is refused everywhere within a second, and never works again.',
    params: keyId,
    body: KeyRevoke,
    replies: ok(ApiKey, 'The key.'),
    refusals: ['invalid_state'],
  },
  getPublicKey: {
    ...reading,
    tag: 'Keys',
    id: 'getPublicKey',
    path: '/public-key',
    summary: 'Read the key that codes are sealed for',
    description: 'It is no secret; its other half is the partner’s alone.',
    replies: ok(PublicKey, 'The key, or that there is none.'),
  },
  setPublicKey: {
    ...key,
    method: 'PUT',
    ...moving('secrets'),
    id: 'setPublicKey',
    path: '/public-key',
    summary: 'Register the key that codes are sealed for',
    description:
      'From then on codes leave only sealed for it; null shows them in the clear again. Owners are told by e-mail.',
    body: PublicKeySet,
    replies: ok(PublicKey, 'The key, or that there is none.'),
  },
} as const satisfies Record<string, DoorOperation>;
