import { portalOperations } from '@psnb2b/contract';
import {
  drawableUntil,
  drawTicketSecret,
  filesOf,
  openTicketOf,
  reopenTicketOf,
  writeToSupport,
} from '../../acts/index.ts';
import type { CatalogWatch } from '../../catalog/index.ts';
import { onceByPerson } from '../../identity/index.ts';
import { json, replayed } from '../../kit/http/index.ts';
import { Pages, timedPlace } from '../../kit/pages.ts';
import {
  closeTicket,
  findTicket,
  listMessages,
  listTickets,
  type Ticket,
} from '../../support/index.ts';
import type { WebhookParts } from '../../webhooks/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { businessOfCaller } from '../both/people.ts';
import { personOfCall } from '../present/person-of-call.ts';
import { presentTicket, presentTicketLine } from '../present/ticket.ts';

const calls = portalOperations;
const pages = new Pages('tickets', timedPlace);

interface Parts extends WebhookParts {
  readonly products: CatalogWatch['product'];
}

/** Tickets of a business, by its own people. */
export function portalTicketRoutes(parts: Parts): DoorRoute[] {
  const { database } = parts;
  const reply = async <Status extends number>(status: Status, ticket: Ticket) => {
    const messages = await listMessages(database.reads, ticket.ticketId, 'partner');
    const secretUntil = await drawableUntil(database.reads, ticket);
    return json(status, presentTicket(ticket, messages, secretUntil));
  };
  return [
    doorRoute(calls.listTickets, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const { status, topic } = call.query;
      const { limit, from } = pages.read(call.query);
      const found = await listTickets(database.reads, partnerId, {
        ...(status && { status }),
        ...(topic && { topic }),
        ...(from && { before: { updatedAt: from.time, ticketId: from.id } }),
        limit,
      });
      const placeOf = (row: Ticket) => ({ time: row.updatedAt, id: row.ticketId });
      const page = pages.cut(found, limit, placeOf);
      return json(200, page.list(page.rows.map(presentTicketLine)));
    }),
    doorRoute(calls.getTicket, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const ticketId = call.params.ticket_id;
      return reply(200, await findTicket(database.reads, partnerId, ticketId));
    }),
    doorRoute(calls.createTicket, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const { resource, made } = await onceByPerson(
        database,
        calls.createTicket,
        call,
        async (tx) => {
          const ticket = await openTicketOf(parts, tx, partnerId, call.body, personOfCall(call));
          return { resource: ticket.ticketId, made: ticket };
        },
      );
      const ticket = made ?? (await findTicket(database.reads, partnerId, resource));
      return replayed(await reply(201, ticket), made === null);
    }),
    doorRoute(calls.addTicketMessage, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const ticketId = call.params.ticket_id;
      const message = { text: call.body.text, fileIds: filesOf(call.body.attachments) };
      const person = personOfCall(call);
      const { resource, made } = await onceByPerson(
        database,
        calls.addTicketMessage,
        call,
        async (tx) => {
          const written = await writeToSupport(tx, partnerId, ticketId, message, person);
          return { resource: written.ticketId, made: written };
        },
      );
      const ticket = made ?? (await findTicket(database.reads, partnerId, resource));
      return replayed(await reply(201, ticket), made === null);
    }),
    doorRoute(calls.drawWebhookSecret, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const ticketId = call.params.ticket_id;
      const drawn = await drawTicketSecret(parts, partnerId, ticketId, personOfCall(call));
      const { endpointId, secret } = drawn;
      const body = { webhook_endpoint_id: endpointId, secret: secret.reveal() };
      return json(200, { object: 'drawn_webhook_secret', ...body });
    }),
    doorRoute(calls.closeTicket, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const ticketId = call.params.ticket_id;
      const person = personOfCall(call);
      return reply(
        200,
        await database.transaction((tx) => closeTicket(tx, partnerId, ticketId, person)),
      );
    }),
    doorRoute(calls.reopenTicket, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const ticketId = call.params.ticket_id;
      const person = personOfCall(call);
      return reply(
        200,
        await database.transaction((tx) => reopenTicketOf(tx, partnerId, ticketId, person)),
      );
    }),
  ];
}
