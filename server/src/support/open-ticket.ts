import type { TicketStatus, TicketTopic } from '@psnb2b/contract';
import type { Signer } from '../identity/index.ts';
import { advisoryLocks, type Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { invalid, limitReached } from '../kit/refusal.ts';
import { spendQuota } from '../quotas/index.ts';
import {
  auditTicket,
  countUnclosed,
  findAccessRequest,
  findTicket,
  insertMessage,
} from './store.ts';
import type { About, Ticket } from './ticket.ts';
import { startClock, stopClock, type TicketClock } from './ticket-clock.ts';

const UNCLOSED_MAX = 50;

export interface NewTicket extends About {
  readonly topic: TicketTopic;
  readonly subject: string;
  readonly text: string;
  readonly fileIds: readonly (string | null)[];
}

/**
 * Opens a ticket with its first message; its clock starts here. A Webhook Registration names the endpoint, a Key Rotation the
 * key; a business has one open API Access Request at a time. The caller has checked that what the ticket is about belongs to the
 * business.
 */
export async function openTicket(
  tx: Tx,
  partnerId: string,
  request: NewTicket,
  person: Signer,
): Promise<Ticket> {
  checkAbout(request);
  await lockTickets(tx, partnerId);
  await checkRoom(tx, partnerId);
  if (request.topic === 'api_access' && (await findAccessRequest(tx, partnerId))) {
    const detail = 'You already have an open API Access Request; write your message there.';
    throw limitReached({ limit: 1, used: 1 }, detail);
  }
  const owner = formatId('prt', partnerId);
  const clock = startClock(request.topic, person.at);
  const ticket = await insertTicket(
    tx,
    partnerId,
    request,
    { status: 'open', clock, owner },
    person,
  );
  await spendQuota(tx, 'tickets', { owner, at: person.at });
  return ticket;
}

/**
 * Opens a ticket that staff write to a business: it waits for the partner, and its clock starts with the partner's answer. The caller
 * has checked what it is about. `owner`: whose uploads it takes.
 */
export async function openTicketFor(
  tx: Tx,
  partnerId: string,
  request: NewTicket & { readonly owner: string },
  person: Signer,
): Promise<Ticket> {
  checkAbout(request);
  await lockTickets(tx, partnerId);
  await checkRoom(tx, partnerId);
  const clock = stopClock(startClock(request.topic, person.at), person.at);
  return insertTicket(tx, partnerId, request, { ...request, status: 'waiting', clock }, person);
}

async function insertTicket(
  tx: Tx,
  partnerId: string,
  { topic, subject, text, fileIds, webhook, keyId, orderId, claimId }: NewTicket,
  {
    status,
    clock,
    owner,
  }: { readonly status: TicketStatus; readonly clock: TicketClock; readonly owner: string },
  person: Signer,
): Promise<Ticket> {
  const ticketId = newUuid(person.at.getTime());
  await tx.query(
    `INSERT INTO support.tickets
       (ticket_id, partner_id, topic, subject, status, webhook, key_id, order_id, claim_id,
        open_since, due_at, solve_left_ms, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)`,
    [
      ...[ticketId, partnerId, topic, subject, status],
      ...[webhook && JSON.stringify(webhook), keyId, orderId, claimId],
      ...[clock.openSince, clock.dueAt, clock.solveLeftMs, person.at],
    ],
  );
  await insertMessage(tx, ticketId, { text, fileIds, owner, internal: false }, person);
  const ticket = await findTicket(tx, partnerId, ticketId);
  await auditTicket(tx, ticket, person, 'opened', { subject, after: status });
  return ticket;
}

/** Serialises opening and reopening the tickets of a business. */
export async function lockTickets(tx: Tx, partnerId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    advisoryLocks.ticketsOfBusiness,
    partnerId,
  ]);
}

/** Under that lock: `limit_reached` if as many tickets are open as allowed. */
export async function checkRoom(tx: Tx, partnerId: string): Promise<void> {
  const used = await countUnclosed(tx, partnerId);
  if (used < UNCLOSED_MAX) return;
  const detail = `At most ${UNCLOSED_MAX} tickets are open at a time; close some first.`;
  throw limitReached({ limit: UNCLOSED_MAX, used }, detail);
}

/** A topic must have the subject that it needs, and no other. */
function checkAbout({ topic, webhook, keyId, orderId, claimId }: NewTicket): void {
  const needs = (pointer: string, has: boolean, needed: boolean, may: boolean) => {
    if (needed && !has)
      throw invalid({ pointer, code: 'required', detail: 'This topic needs it.' });
    if (has && !may) {
      throw invalid({ pointer, code: 'unknown_member', detail: 'This topic does not take it.' });
    }
  };
  const isWebhook = topic === 'webhook_registration';
  const isRotation = topic === 'key_rotation';
  needs('/webhook', webhook !== null, isWebhook, isWebhook);
  needs('/key_id', keyId !== null, isRotation, isRotation);
  needs('/order_id', orderId !== null, false, !isWebhook && !isRotation);
  needs('/claim_id', claimId !== null, false, !isWebhook && !isRotation);
}
