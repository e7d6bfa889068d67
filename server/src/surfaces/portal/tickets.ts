import { ticketCsvColumns } from '@psnb2b/contract';
import * as acts from '../../acts/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { countedPage, csvList, json } from '../../kit/http/index.ts';
import * as support from '../../support/index.ts';
import { checkWebhookUrl } from '../../webhooks/index.ts';
import { madeOnce } from '../both/made-once.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentTicket, presentTicketLine } from '../present/ticket.ts';

/** Tickets of a business, by its own people. */
export function ticketRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  const reply = async <Status extends number>(status: Status, ticket: support.Ticket) => {
    const messages = await support.listMessages(reads, ticket.ticketId, 'partner');
    return json(status, presentTicket(ticket, messages, await acts.drawableUntil(reads, ticket)));
  };
  const once = (partnerId: string) => ({
    id: ({ ticketId }: support.Ticket) => ticketId,
    find: (ticketId: string) => support.findTicket(reads, partnerId, ticketId),
    reply: (ticket: support.Ticket) => reply(201, ticket),
  });
  return onPortal({
    listTickets: ({ caller, query }) =>
      countedPage(
        support.ticketPages,
        query,
        (asked) => support.listTickets(reads, caller.partnerId, asked),
        (tickets) => tickets.map(presentTicketLine),
        (most) => support.countTicketsOf(reads, caller.partnerId, query, most),
      ),
    exportTickets: (call) =>
      csvList(
        call,
        { name: 'tickets.csv', columns: ticketCsvColumns },
        support.ticketPages,
        call.query,
        (asked) => support.listTickets(reads, call.caller.partnerId, asked),
        (tickets) => tickets.map(presentTicketLine),
      ),
    getTicket: async ({ caller, params }) =>
      reply(200, await support.findTicket(reads, caller.partnerId, params.ticket_id)),
    createTicket: async (call) => {
      const { partnerId } = call.caller;
      const { webhook } = call.body;
      if (webhook) await checkWebhookUrl(webhook.url, parts.egress, '/webhook/url');
      return madeOnce(database, call, {
        make: (tx) => acts.openTicketOf(parts, tx, partnerId, call.body, call.by),
        ...once(partnerId),
      });
    },
    addTicketMessage: (call) => {
      const { partnerId } = call.caller;
      const { ticket_id: ticketId } = call.params;
      const message = { text: call.body.text, fileIds: acts.filesOf(call.body.attachments) };
      return madeOnce(database, call, {
        make: (tx) => acts.writeToSupport(tx, partnerId, ticketId, message, call.by),
        ...once(partnerId),
      });
    },
    drawWebhookSecret: async ({ caller, params, by }) => {
      const drawn = await acts.drawTicketSecret(parts, caller.partnerId, params.ticket_id, by);
      const body = { webhook_endpoint_id: drawn.endpointId, secret: drawn.secret.reveal() };
      return json(200, { object: 'drawn_webhook_secret', ...body });
    },
    closeTicket: async ({ caller, params, by }) => {
      const close = (tx: Tx) => support.closeTicket(tx, caller.partnerId, params.ticket_id, by);
      return reply(200, await database.transaction(close));
    },
    reopenTicket: async ({ caller, params, by }) => {
      const reopen = (tx: Tx) => acts.reopenTicketOf(tx, caller.partnerId, params.ticket_id, by);
      return reply(200, await database.transaction(reopen));
    },
  });
}
