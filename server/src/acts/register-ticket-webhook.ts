import { createHash } from 'node:crypto';
import { ticketCan } from '@psnb2b/contract';
import { notify, type Signer } from '../identity/index.ts';
import type { Db } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { findMade } from '../kit/idempotency/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, type Refusal } from '../kit/refusal.ts';
import type { Secret } from '../kit/secret.ts';
import { DAY_MS } from '../kit/time.ts';
import { type Notifier, ticketMessages } from '../notifications/index.ts';
import { tenantOf } from '../partners/index.ts';
import { findTicket, settleRegistration, type Ticket } from '../support/index.ts';
import {
  createEndpoint,
  listEndpoints,
  rotateSecret,
  type WebhookParts,
} from '../webhooks/index.ts';
import { eventsOf } from './events-of.ts';

/** How long after the registration the secret can be revealed in the ticket; later it must be rotated. */
const DRAW_MS = 7 * DAY_MS;

/**
 * Registers the endpoint that a ticket requests, says so in the ticket and closes it. The endpoint is created first, once per
 * ticket: after an interruption the next click finds it and continues. Nobody sees its first secret; the partner reveals a new
 * one.
 */
export async function registerTicketWebhook(
  parts: WebhookParts & Notifier,
  ticketId: string | null,
  person: Signer,
): Promise<Ticket> {
  const { database } = parts;
  const ticket = await findTicket(database.reads, null, ticketId);
  const { webhook } = ticket;
  if (!ticketCan.registerWebhook(ticket).can || !webhook) {
    const detail = 'Only an open Webhook Registration can be carried out.';
    throw invalidState(ticket.status, detail);
  }
  const tenant = await tenantOf(database.reads, ticket.partnerId, webhook.mode);
  const asked = { url: webhook.url, events: eventsOf(webhook.events) };
  const key = onceFor('register', ticket);
  const { endpoint } = await createEndpoint(parts, tenant, asked, key, person);
  const endpointId = formatId('whe', endpoint.endpointId);
  return database.transaction(async (tx) => {
    const text = ticketMessages.webhook_registered();
    const settled = await settleRegistration(tx, ticket, endpointId, text, person);
    const { ticketId: id, partnerId } = ticket;
    await notify(tx, 'webhook.registered', { partnerId }, { ticketId: id, at: person.at }, parts);
    return settled;
  });
}

/**
 * Reveals the signing secret of an endpoint that staff registered: a new secret, which replaces the unseen one. Once per ticket,
 * and within a week.
 */
export async function drawTicketSecret(
  parts: WebhookParts,
  partnerId: string,
  ticketId: string | null,
  person: Signer,
): Promise<{ readonly endpointId: string; readonly secret: Secret<string> }> {
  const { database } = parts;
  const ticket = await findTicket(database.reads, partnerId, ticketId);
  const { webhook, webhookEndpointId } = ticket;
  const until = drawingEnds(ticket);
  if (!webhook || !until || person.at.getTime() > until.getTime()) throw nothingToDraw(ticket);
  const tenant = await tenantOf(database.reads, partnerId, webhook.mode);
  const endpoints = await listEndpoints(database.reads, tenant);
  const endpoint = endpoints.find((each) => formatId('whe', each.endpointId) === webhookEndpointId);
  if (!endpoint) throw nothingToDraw(ticket);
  const key = onceFor('secret', ticket);
  const { secret } = await rotateSecret(parts, tenant, endpoint.endpointId, 0, key, person);
  if (!secret) throw nothingToDraw(ticket);
  return { endpointId: formatId('whe', endpoint.endpointId), secret };
}

/** Until when the secret of a ticket can be revealed; null if there is none, or it was revealed. */
export async function drawableUntil(db: Db, ticket: Ticket): Promise<Date | null> {
  const until = drawingEnds(ticket);
  if (!ticket.webhook || !until) return null;
  const { tenantId } = await tenantOf(db, ticket.partnerId, ticket.webhook.mode);
  return (await findMade(db, { tenantId }, onceFor('secret', ticket))) ? null : until;
}

function drawingEnds({ webhookEndpointId, closedAt }: Ticket): Date | null {
  return webhookEndpointId && closedAt ? new Date(closedAt.getTime() + DRAW_MS) : null;
}

/** The idempotency key of something that a ticket does once. */
function onceFor(what: string, ticket: Ticket): Idempotency {
  const key = `ticket-${what}:${formatId('tkt', ticket.ticketId)}`;
  return { key, fingerprint: createHash('sha256').update(key).digest('hex') };
}

function nothingToDraw({ status }: Ticket): Refusal {
  const detail = 'This ticket has no secret left to reveal; rotate the secret of the endpoint.';
  return invalidState(status, detail);
}
