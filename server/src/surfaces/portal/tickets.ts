import {
  drawableUntil,
  drawTicketSecret,
  filesOf,
  openTicketOf,
  reopenTicketOf,
  writeToSupport,
} from '../../acts/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { Pages, timedPlace } from '../../kit/pages.ts';
import {
  closeTicket,
  findTicket,
  listMessages,
  listTickets,
  type Ticket,
} from '../../support/index.ts';
import { madeOnce } from '../both/made-once.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentTicket, presentTicketLine } from '../present/ticket.ts';

const pages = new Pages('tickets', timedPlace, ({ updatedAt, ticketId }: Ticket) => ({
  time: updatedAt,
  id: ticketId,
}));

/** Tickets of a business, by its own people. */
export function ticketRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  const reply = async <Status extends number>(status: Status, ticket: Ticket) => {
    const messages = await listMessages(reads, ticket.ticketId, 'partner');
    return json(status, presentTicket(ticket, messages, await drawableUntil(reads, ticket)));
  };
  const once = (partnerId: string) => ({
    id: ({ ticketId }: Ticket) => ticketId,
    find: (ticketId: string) => findTicket(reads, partnerId, ticketId),
    reply: (ticket: Ticket) => reply(201, ticket),
  });
  return onPortal({
    listTickets: ({ caller, query }) =>
      pages.reply(
        query,
        (page) => {
          const { status, topic } = query;
          return listTickets(reads, caller.partnerId, { status, topic, ...page });
        },
        (tickets) => tickets.map(presentTicketLine),
      ),
    getTicket: async ({ caller, params }) =>
      reply(200, await findTicket(reads, caller.partnerId, params.ticket_id)),
    createTicket: (call) => {
      const { partnerId } = call.caller;
      return madeOnce(database, call, {
        make: (tx) => openTicketOf(parts, tx, partnerId, call.body, call.by),
        ...once(partnerId),
      });
    },
    addTicketMessage: (call) => {
      const { partnerId } = call.caller;
      const { ticket_id: ticketId } = call.params;
      const message = { text: call.body.text, fileIds: filesOf(call.body.attachments) };
      return madeOnce(database, call, {
        make: (tx) => writeToSupport(tx, partnerId, ticketId, message, call.by),
        ...once(partnerId),
      });
    },
    drawWebhookSecret: async ({ caller, params, by }) => {
      const drawn = await drawTicketSecret(parts, caller.partnerId, params.ticket_id, by);
      const body = { webhook_endpoint_id: drawn.endpointId, secret: drawn.secret.reveal() };
      return json(200, { object: 'drawn_webhook_secret', ...body });
    },
    closeTicket: async ({ caller, params, by }) => {
      const close = (tx: Tx) => closeTicket(tx, caller.partnerId, params.ticket_id, by);
      return reply(200, await database.transaction(close));
    },
    reopenTicket: async ({ caller, params, by }) => {
      const reopen = (tx: Tx) => reopenTicketOf(tx, caller.partnerId, params.ticket_id, by);
      return reply(200, await database.transaction(reopen));
    },
  });
}
