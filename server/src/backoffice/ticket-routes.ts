import { consolePages, portalOperations } from '@psnb2b/contract';
import type { CatalogWatch } from '../catalog/index.ts';
import { findClaim } from '../claims/index.ts';
import { businessOfCaller, type DoorCall, type DoorRoute } from '../identity/index.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { json, type Reply, replayed, route } from '../kit/http/index.ts';
import { actOnce } from '../kit/idempotency/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { findOrder } from '../orders/index.ts';
import { findKey, findPartner, keyStatus, type Mode, tenantOf } from '../partners/index.ts';
import {
  closeTicket,
  findTicket,
  listMessages,
  listTickets,
  openTicket,
  reopenTicket,
  type Ticket,
  writeMessage,
} from '../support/index.ts';
import type { WebhookParts } from '../webhooks/index.ts';
import { eventsOf } from './events-of.ts';
import { pageReply, readPage } from './page-reply.ts';
import { personOfCall } from './person-of-call.ts';
import { presentTicket, presentTicketLine } from './present-ticket.ts';
import { drawableUntil, drawTicketSecret } from './register-ticket-webhook.ts';
import { tellStaff } from './tell.ts';

const calls = portalOperations;
const LIST = 'tickets';

interface Parts extends WebhookParts {
  readonly products: CatalogWatch['product'];
}

/** Tickets of a business, by its own people. */
export function ticketRoutes(parts: Parts): DoorRoute[] {
  const { database } = parts;
  const reply = async (status: number, ticket: Ticket): Promise<Reply> => {
    const messages = await listMessages(database.reads, ticket.ticketId, 'partner');
    const secretUntil = await drawableUntil(database.reads, ticket);
    return json(status, presentTicket(ticket, messages, secretUntil));
  };
  return [
    route(calls.listTickets, async (call: DoorCall<typeof calls.listTickets>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const { status, topic } = call.query;
      const { limit, from } = readPage(LIST, call.query);
      const found = await listTickets(database.reads, partnerId, {
        ...(status && { status }),
        ...(topic && { topic }),
        ...(from && { before: { updatedAt: from.time, ticketId: from.id } }),
        limit,
      });
      const placeOf = (row: Ticket) => ({ time: row.updatedAt, id: row.ticketId });
      return pageReply(LIST, found, limit, presentTicketLine, placeOf);
    }),
    route(calls.getTicket, async (call: DoorCall<typeof calls.getTicket>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const ticketId = parseId('tkt', call.params.ticket_id);
      return reply(200, await findTicket(database.reads, partnerId, ticketId));
    }),
    route(calls.createTicket, async (call: DoorCall<typeof calls.createTicket>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const { id } = calls.createTicket;
      const { resource, made } = await actOnce(
        database,
        call.caller.userId,
        id,
        call,
        async (tx) => {
          const ticket = await open(parts, tx, partnerId, call);
          return { resource: ticket.ticketId, made: ticket };
        },
      );
      const ticket = made ?? (await findTicket(database.reads, partnerId, resource));
      return replayed(await reply(201, ticket), made === null);
    }),
    route(calls.addTicketMessage, async (call: DoorCall<typeof calls.addTicketMessage>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const ticketId = parseId('tkt', call.params.ticket_id);
      const message = { text: call.body.text, fileIds: filesOf(call.body.attachments) };
      const person = personOfCall(call);
      const { id } = calls.addTicketMessage;
      const { resource, made } = await actOnce(
        database,
        call.caller.userId,
        id,
        call,
        async (tx) => {
          const written = await writeMessage(tx, partnerId, ticketId, message, person);
          await tellDesk(tx, written, 'ticket.written', 'wrote in', call.at);
          return { resource: written.ticketId, made: written };
        },
      );
      const ticket = made ?? (await findTicket(database.reads, partnerId, resource));
      return replayed(await reply(201, ticket), made === null);
    }),
    route(calls.drawWebhookSecret, async (call: DoorCall<typeof calls.drawWebhookSecret>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const ticketId = parseId('tkt', call.params.ticket_id);
      const drawn = await drawTicketSecret(parts, partnerId, ticketId, personOfCall(call));
      const { endpointId, secret } = drawn;
      const body = { webhook_endpoint_id: endpointId, secret: secret.reveal() };
      return json(200, { object: 'drawn_webhook_secret', ...body });
    }),
    route(calls.closeTicket, async (call: DoorCall<typeof calls.closeTicket>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const ticketId = parseId('tkt', call.params.ticket_id);
      const person = personOfCall(call);
      return reply(
        200,
        await database.transaction((tx) => closeTicket(tx, partnerId, ticketId, person)),
      );
    }),
    route(calls.reopenTicket, async (call: DoorCall<typeof calls.reopenTicket>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const ticketId = parseId('tkt', call.params.ticket_id);
      const person = personOfCall(call);
      const ticket = await database.transaction(async (tx) => {
        const opened = await reopenTicket(tx, partnerId, ticketId, person);
        await tellDesk(tx, opened, 'ticket.reopened', 'opened again', call.at);
        return opened;
      });
      return reply(200, ticket);
    }),
  ];
}

async function open(
  parts: Parts,
  tx: Tx,
  partnerId: string,
  call: DoorCall<typeof calls.createTicket>,
): Promise<Ticket> {
  const { topic, subject, text, attachments, webhook, key_id, order_id, claim_id } = call.body;
  if (webhook) eventsOf(webhook.events);
  const keyId = key_id === undefined ? null : await usableKey(tx, partnerId, key_id, call.at);
  if (order_id !== undefined) await checkOrder(parts, tx, partnerId, order_id);
  if (claim_id !== undefined) await checkClaim(tx, partnerId, claim_id);
  const about = { keyId, orderId: order_id ?? null, claimId: claim_id ?? null };
  const request = { topic, subject, text, webhook: webhook ?? null, ...about };
  const fileIds = filesOf(attachments);
  const ticket = await openTicket(tx, partnerId, { ...request, fileIds }, personOfCall(call));
  await tellDesk(tx, ticket, 'ticket.opened', 'opened', call.at);
  return ticket;
}

/** A key of this business that can be rotated; another's reads as one that never was. */
async function usableKey(tx: Tx, partnerId: string, id: string, at: Date): Promise<string> {
  const key = await findKey(tx, parseId('key', id));
  if (key.partnerId !== partnerId) {
    throw new Refusal('not_found', {}, { detail: 'There is no such key.' });
  }
  const status = keyStatus(key, at);
  if (status === 'active' || status === 'unseen') return key.keyId;
  throw new Refusal('invalid_state', {}, { detail: 'This key is not valid any more.' });
}

/** An order of this business in either mode. */
async function checkOrder(parts: Parts, db: Db, partnerId: string, id: string): Promise<void> {
  const orderId = parseId('ord', id);
  for (const mode of ['live', 'test'] satisfies Mode[]) {
    const tenant = await tenantOf(db, partnerId, mode);
    if (orderId && (await findOrder(db, tenant, orderId, parts.products))) return;
  }
  throw new Refusal('not_found', {}, { detail: 'There is no such order of yours.' });
}

/** A claim of this business in either mode. */
async function checkClaim(db: Db, partnerId: string, id: string): Promise<void> {
  const claimId = parseId('clm', id);
  for (const mode of ['live', 'test'] satisfies Mode[]) {
    const tenant = await tenantOf(db, partnerId, mode);
    if (claimId && (await findClaim(db, tenant, claimId))) return;
  }
  throw new Refusal('not_found', {}, { detail: 'There is no such claim of yours.' });
}

export function filesOf(ids: readonly string[] | undefined): (string | null)[] {
  const unique = new Set(ids);
  if (unique.size < (ids?.length ?? 0)) {
    throw invalid({ pointer: '/attachments', code: 'repeated', detail: 'Name each file once.' });
  }
  return [...unique].map((id) => parseId('fil', id));
}

async function tellDesk(
  tx: Tx,
  ticket: Ticket,
  kind: string,
  did: string,
  at: Date,
): Promise<void> {
  const { name } = await findPartner(tx, ticket.partnerId);
  const path = consolePages.ticket(formatId('tkt', ticket.ticketId));
  await tellStaff(tx, { kind, text: `${name} ${did} “${ticket.subject}”.`, path, at });
}
