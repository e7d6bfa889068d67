import type { Signer } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import type { Db, Tx } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { parseId } from '../../kit/ids.ts';
import { invalidState, pointTo } from '../../kit/refusal.ts';
import { HOUR_MS } from '../../kit/time.ts';
import { ticketMessages } from '../../notifications/index.ts';
import {
  changeKey,
  findKey,
  findPartner,
  issueHeldKey,
  type Key,
  type KeyTerms,
  keyStatus,
  revealableUntil,
  revokeKey,
  rotateHeldKey,
} from '../../partners/index.ts';
import { findAccessRequest, findTicket, settleTicket, type Ticket } from '../../support/index.ts';
import { madeOnce } from '../both/made-once.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { checkRevocable } from '../portal/keys.ts';
import { presentKey } from '../present/key.ts';

const OVERLAP_HOURS = 24;

type Terms = ConsoleCall<'issueKey'>['body'] | ConsoleCall<'changeKey'>['body'];

/** Keys that staff issue and manage; staff never see one. A key that answers a ticket closes it in the same commit. */
export function keyRoutes(parts: Parts) {
  const { database, versions } = parts;
  const { reads } = database;
  const once = (show: (key: Key) => ReturnType<typeof presentKey>) => ({
    id: ({ keyId }: Key) => keyId,
    find: (keyId: string) => findKey(reads, keyId),
    reply: (key: Key) => json(201, show(key)),
  });
  return onConsole({
    issueKey: async (call) => {
      const { partner_id: partnerId } = call.params;
      const { currency } = await findPartner(reads, partnerId);
      const { mode, ticket_id: ticketId } = call.body;
      const terms = withoutNulls(termsOf(call.body, currency));
      return madeOnce(database, call, {
        make: async (tx) => {
          const issued = await issueHeldKey(tx, parts, partnerId, mode, terms, call.by);
          const ticket = await accessRequest(tx, partnerId, ticketId, mode);
          await settle(tx, ticket, issued, 'A new API key', call.by);
          return issued;
        },
        ...once((key) => presentKey(key, mode, currency, call.at)),
      });
    },
    changeKey: async ({ params, body, at, by }) => {
      const { keyId, currency } = await find(reads, params.key_id);
      const change = termsOf(body, currency);
      const key = await database.transaction((tx) => changeKey(tx, parts, keyId, change, by));
      await versions.poll();
      return json(200, presentKey(key, key.mode, currency, at));
    },
    rotateKey: async (call) => {
      const { keyId, partnerId, mode, currency } = await find(reads, call.params.key_id);
      const { overlap_hours: hours = OVERLAP_HOURS, ticket_id: ticketId } = call.body;
      const reply = await madeOnce(database, call, {
        make: async (tx) => {
          const key = await rotateHeldKey(tx, parts, keyId, hours * HOUR_MS, call.by);
          const ticket =
            ticketId === undefined ? null : await rotationTicket(tx, partnerId, ticketId, keyId);
          await settle(tx, ticket, key, 'A replacement key', call.by);
          return key;
        },
        ...once((key) => presentKey(key, mode, currency, call.at)),
      });
      await versions.poll();
      return reply;
    },
    revokeKey: async ({ params, body, at, by }) => {
      const { keyId, mode, currency } = await find(reads, params.key_id);
      const key = await database.transaction(async (tx) => {
        checkRevocable(keyStatus(await findKey(tx, keyId), at));
        return revokeKey(tx, parts, keyId, body.reason, by);
      });
      await versions.poll();
      return json(200, presentKey(key, mode, currency, at));
    },
  });
}

async function find(db: Db, keyId: string) {
  const key = await findKey(db, keyId);
  const { currency } = await findPartner(db, key.partnerId);
  return { keyId, partnerId: key.partnerId, mode: key.mode, currency };
}

/** The request that a key answers: the named one, otherwise for a live key the open one. */
async function accessRequest(
  tx: Tx,
  partnerId: string,
  id: string | undefined,
  mode: 'live' | 'test',
): Promise<Ticket | null> {
  if (id === undefined) return mode === 'live' ? findAccessRequest(tx, partnerId) : null;
  const ticket = await findTicket(tx, partnerId, parseId('tkt', id)).catch(pointTo('/ticket_id'));
  if (ticket.topic === 'api_access' && ticket.status !== 'closed') return ticket;
  throw invalidState(ticket.status, 'This is not an open API Access Request.');
}

async function rotationTicket(
  tx: Tx,
  partnerId: string,
  id: string,
  keyId: string,
): Promise<Ticket> {
  const ticket = await findTicket(tx, partnerId, parseId('tkt', id)).catch(pointTo('/ticket_id'));
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

/** The terms of a key in a body; omitted members stay omitted. */
function termsOf(body: Terms, currency: string) {
  const { scopes, allow_cidr, daily_spend, daily_quantity, expires_at } = body;
  const { requests_per_minute: requests, orders_per_minute: orders } = body;
  return {
    ...(scopes && { scopes }),
    ...(allow_cidr && { allowCidr: allow_cidr }),
    ...(requests !== undefined && { requestsPerMinute: requests }),
    ...(orders !== undefined && { ordersPerMinute: orders }),
    ...(daily_spend !== undefined && {
      dailySpend: amountOf('daily_spend', daily_spend, currency),
    }),
    ...(daily_quantity !== undefined && { dailyQuantity: daily_quantity }),
    ...(expires_at !== undefined && {
      expiresAt: expires_at === null ? null : new Date(expires_at),
    }),
  };
}

/** For a new key null means the same as omitted. */
function withoutNulls(terms: ReturnType<typeof termsOf>): KeyTerms {
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== null));
}
