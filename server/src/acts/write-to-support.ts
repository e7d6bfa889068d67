import type { TicketCreate } from '@psnb2b/contract';
import type { CatalogWatch } from '../catalog/index.ts';
import { findClaim } from '../claims/index.ts';
import { notify, type Signer } from '../identity/index.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { invalid, invalidState, notFoundAt, pointTo } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import { findOrder } from '../orders/index.ts';
import { findKey, findPartner, keyStatus, tenantOf } from '../partners/index.ts';
import { openTicket, reopenTicket, type Ticket, writeMessage } from '../support/index.ts';
import { eventsOf } from './events-of.ts';

export interface OpenParts {
  readonly products: CatalogWatch['product'];
}

/** Opens a ticket about something that belongs to this business; staff are notified. */
export async function openTicketOf(
  parts: OpenParts,
  tx: Tx,
  partnerId: string,
  asked: TicketCreate,
  person: Signer,
): Promise<Ticket> {
  const { topic, subject, text, attachments, webhook, key_id, order_id, claim_id } = asked;
  if (webhook) eventsOf(webhook.events);
  const keyId = key_id === undefined ? null : await usableKey(tx, partnerId, key_id, person.at);
  if (order_id !== undefined) await checkOrder(parts, tx, partnerId, order_id);
  if (claim_id !== undefined) await checkClaim(tx, partnerId, claim_id);
  const about = { keyId, orderId: order_id ?? null, claimId: claim_id ?? null };
  const request = { topic, subject, text, webhook: webhook ?? null, ...about };
  const fileIds = filesOf(attachments);
  const ticket = await openTicket(tx, partnerId, { ...request, fileIds }, person);
  await notify(tx, 'ticket.opened', 'staff', await factsOf(tx, ticket, person));
  return ticket;
}

/** A key of this business that can be rotated; another's reads as unknown. */
async function usableKey(tx: Tx, partnerId: string, id: string, at: Date): Promise<string> {
  const key = await findKey(tx, parseId('key', id)).catch(pointTo('/key_id'));
  if (key.partnerId !== partnerId) throw notFoundAt('/key_id');
  const status = keyStatus(key, at);
  if (status === 'active' || status === 'unseen') return key.keyId;
  throw invalidState(status, 'This key is no longer valid.');
}

/** An order of this business in either mode. */
export async function checkOrder(
  parts: OpenParts,
  db: Db,
  partnerId: string,
  id: string,
): Promise<void> {
  const orderId = parseId('ord', id);
  for (const mode of ['live', 'test'] satisfies Mode[]) {
    const tenant = await tenantOf(db, partnerId, mode);
    if (orderId && (await findOrder(db, tenant, orderId, parts.products))) return;
  }
  throw notFoundAt('/order_id', 'The business has no order with this id.');
}

/** A claim of this business in either mode. */
export async function checkClaim(db: Db, partnerId: string, id: string): Promise<void> {
  const claimId = parseId('clm', id);
  for (const mode of ['live', 'test'] satisfies Mode[]) {
    const tenant = await tenantOf(db, partnerId, mode);
    if (claimId && (await findClaim(db, tenant, claimId))) return;
  }
  throw notFoundAt('/claim_id', 'The business has no claim with this id.');
}

/** A person of the business writes in a ticket; staff are notified. */
export async function writeToSupport(
  tx: Tx,
  partnerId: string,
  ticketId: string | null,
  message: Parameters<typeof writeMessage>[3],
  person: Signer,
): Promise<Ticket> {
  const ticket = await writeMessage(tx, partnerId, ticketId, message, person);
  await notify(tx, 'ticket.written', 'staff', await factsOf(tx, ticket, person));
  return ticket;
}

/** A person of the business reopens a ticket; staff are notified. */
export async function reopenTicketOf(
  tx: Tx,
  partnerId: string,
  ticketId: string | null,
  person: Signer,
): Promise<Ticket> {
  const ticket = await reopenTicket(tx, partnerId, ticketId, person);
  await notify(tx, 'ticket.reopened', 'staff', await factsOf(tx, ticket, person));
  return ticket;
}

export function filesOf(ids: readonly string[] | undefined): (string | null)[] {
  const unique = new Set(ids);
  // nothing: no list has no ids.
  if (unique.size < (ids?.length ?? 0)) {
    throw invalid({ pointer: '/attachments', code: 'repeated', detail: 'Name each file once.' });
  }
  return [...unique].map((id) => parseId('fil', id));
}

/** What staff are notified of. */
async function factsOf(db: Db, { ticketId, partnerId, subject }: Ticket, { at }: Signer) {
  const { name: business } = await findPartner(db, partnerId);
  return { ticketId, business, subject, at };
}
