import type { Signer } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { invalidState, pointTo } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import { ticketMessages } from '../notifications/index.ts';
import {
  issueHeldKey,
  type Key,
  type KeyMaker,
  type NamedTerms,
  type OwnedKey,
  revealableUntil,
  rotateHeldKey,
} from '../partners/index.ts';
import { findAccessRequest, findTicket, settleTicket, type Ticket } from '../support/index.ts';

/** A key to issue. `ticketId`: the API Access Request that it answers; for a live key the open one, if none is named. */
export interface KeyOrder {
  readonly mode: Mode;
  readonly terms: NamedTerms;
  readonly ticketId: string | undefined;
}

/** Issues a key on behalf of staff; the ticket that requested it is closed in the same commit. */
export async function issueKeyFor(
  tx: Tx,
  maker: KeyMaker,
  partnerId: string,
  { mode, terms, ticketId }: KeyOrder,
  person: Signer,
): Promise<Key & { readonly mode: Mode }> {
  const issued = await issueHeldKey(tx, maker, partnerId, mode, terms, person);
  const ticket = await accessRequest(tx, partnerId, ticketId, mode);
  await settle(tx, ticket, issued, 'A new API key', person);
  return { ...issued, mode };
}

/** Issues a successor of a key; the Key Rotation ticket that requested it is closed in the same commit. */
export async function rotateKeyFor(
  tx: Tx,
  maker: KeyMaker,
  { keyId, partnerId, mode }: OwnedKey,
  order: { readonly overlapMs: number; readonly ticketId: string | undefined },
  person: Signer,
): Promise<Key & { readonly mode: Mode }> {
  const issued = await rotateHeldKey(tx, maker, keyId, order.overlapMs, person);
  const ticket = await rotationTicket(tx, partnerId, order.ticketId, keyId);
  await settle(tx, ticket, issued, 'A replacement key', person);
  return { ...issued, mode };
}

async function accessRequest(
  tx: Tx,
  partnerId: string,
  ticketId: string | undefined,
  mode: Mode,
): Promise<Ticket | null> {
  if (ticketId === undefined) return mode === 'live' ? findAccessRequest(tx, partnerId) : null;
  const ticket = await findTicket(tx, partnerId, ticketId).catch(pointTo('/ticket_id'));
  if (ticket.topic === 'api_access' && ticket.status !== 'closed') return ticket;
  throw invalidState(ticket.status, 'This is not an open API Access Request.');
}

async function rotationTicket(
  tx: Tx,
  partnerId: string,
  ticketId: string | undefined,
  keyId: string,
): Promise<Ticket | null> {
  if (ticketId === undefined) return null;
  const ticket = await findTicket(tx, partnerId, ticketId).catch(pointTo('/ticket_id'));
  if (ticket.topic === 'key_rotation' && ticket.status !== 'closed' && ticket.keyId === keyId) {
    return ticket;
  }
  throw invalidState(ticket.status, 'This is not an open Key Rotation for this key.');
}

/** Closes the ticket that requested a key, with how to reveal it. */
async function settle(
  tx: Tx,
  ticket: Ticket | null,
  key: Key,
  what: 'A new API key' | 'A replacement key',
  person: Signer,
): Promise<void> {
  if (!ticket) return;
  const text = ticketMessages.key_issued(what, revealableUntil(key));
  await settleTicket(tx, ticket, text, person);
}
