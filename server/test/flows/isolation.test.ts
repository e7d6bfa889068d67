/**
 * Guards: data of another partner, or of one's own other mode, cannot be distinguished from data that never existed:
 * for every call that takes an id the replies are equal byte for byte, apart from the request id, and nothing is
 * written.
 */
import {
  type Operation,
  type Order,
  type OrderCodeList,
  operations,
  scopes,
} from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatId, type IdPrefix, newUuid } from '../../src/kit/ids.ts';
import { buy, type CallOptions, file, formOf, openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let owner: string;
/** Keys that must not see the owner's orders. */
const strangers = new Map<string, string>();
/** The owner's orders by state. */
const orders = new Map<string, Order>();
let claim: string;
let endpoint: string;
let event: string;
beforeAll(async () => {
  shop = await openShop({ env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  await shop.stock({ codes: 20 });
  const { partnerId } = await shop.buyer({ balance: '500.00', invoiceLimit: 100_000 });
  const { partnerId: another } = await shop.buyer({ balance: '500.00' });
  // With every scope, so that a refusal can only be due to whose data it is.
  const keyOf = async (id: string, mode: 'live' | 'test' = 'live') =>
    (await shop.key(id, { mode, scopes })).text;
  const key = await keyOf(partnerId);
  owner = key;
  strangers.set('another partner', await keyOf(another));
  strangers.set('the other mode', await keyOf(partnerId, 'test'));
  const body = { region: 'US', denomination: 50, quantity: 2 };
  const place = async (more: object) =>
    (await shop.call<Order>('POST', '/orders', { key, body: { ...body, ...more } })).body;
  orders.set('delivered', await place({ reference: 'theirs' }));
  orders.set('pending', await place({ payment: 'invoice' }));
  orders.set('failed', await place({ payment: 'invoice' }));
  await shop.call('POST', `/orders/${orders.get('failed')?.id}/cancel`, { key });
  const { order, codes } = await buy(shop, key, 1);
  claim = (await file(shop, key, order.id, [codes[0]?.id])).body.id;
  const url = 'http://127.0.0.1:9/hook';
  endpoint = (await shop.call<{ id: string }>('POST', '/webhook_endpoints', { key, body: { url } }))
    .body.id;
  const events = await shop.call<{ data: { id: string }[] }>('GET', '/events', { key });
  event = events.body.data[0]?.id ?? '';
});
afterAll(() => shop[Symbol.asyncDispose]());

const withId = Object.values<Operation>(operations).filter((each) => each.params !== undefined);

/** Returns a reply without what differs in each: request id, time and the rest of the limit. */
async function replyTo(operation: Operation, id: string, key: string) {
  const path = operation.path.replace(/\{\w+\}/, id);
  const sent = { key, ...(await bodyOf(operation)) };
  const { status, text, headers, body } = await shop.call(operation.method, path, sent);
  const varying = /^(date|x-request-id|x-ratelimit-(remaining|reset)|ratelimit)$/;
  return {
    status,
    text: text.replaceAll(String(body.request_id), ''),
    headers: [...headers].filter(([name]) => !varying.test(name)),
  };
}

async function bodyOf(operation: Operation): Promise<CallOptions> {
  if (operation.upload) return formOf(new Uint8Array([1]));
  const [example] = Object.values(operation.examples);
  return operation.body ? { body: example?.value } : {};
}

/** What an operation's path names, and one of those that the owner has. */
function subjectOf(operation: Operation, state: string): { prefix: IdPrefix; id: string } {
  const { path } = operation;
  if (path.includes('{claim_id}')) return { prefix: 'clm', id: claim };
  if (path.includes('{endpoint_id}')) return { prefix: 'whe', id: endpoint };
  if (path.includes('{event_id}')) return { prefix: 'evt', id: event };
  return { prefix: 'ord', id: orders.get(state)?.id ?? '' };
}

async function written(): Promise<unknown> {
  return shop.rows(
    `SELECT (SELECT count(*) FROM audit.entries) AS audit,
            (SELECT count(*) FROM events.outbox) AS events,
            (SELECT count(*) FROM kit.idempotency) AS keys,
            (SELECT count(*) FROM claims.messages) AS messages,
            (SELECT count(*) FROM files.files) AS files,
            (SELECT string_agg(c::text, ' ' ORDER BY c.claim_id) FROM claims.claims c) AS claims,
            (SELECT string_agg(w::text, ' ') FROM webhooks.endpoints w) AS endpoints,
            (SELECT string_agg(o::text, ' ' ORDER BY o.order_id) FROM orders.orders o) AS orders`,
  );
}

describe.each(withId.map((operation) => [operation.id, operation] as const))(
  '%s',
  (_id, operation) => {
    test.each(['delivered', 'pending', 'failed'])(
      'of a %s order of another partner',
      async (state) => {
        const before = await written();
        for (const [who, key] of strangers) {
          const { prefix, id } = subjectOf(operation, state);
          const theirs = await replyTo(operation, id, key);
          const nobodys = await replyTo(operation, formatId(prefix, newUuid()), key);
          expect({ who, ...theirs }).toEqual({ who, ...nobodys });
          expect(theirs.status).toBe(404);
        }
        expect(await written()).toEqual(before);
      },
    );

    test('of an unknown id', async () => {
      const [key = ''] = strangers.values();
      const { prefix, id: real } = subjectOf(operation, 'delivered');
      const nobodys = await replyTo(operation, formatId(prefix, newUuid()), key);
      for (const id of [
        `${prefix}_`,
        'x',
        real.toUpperCase(),
        real.replace(prefix, 'cod'),
        `${real}0`,
        real.slice(0, -1),
        `${prefix}_8${real.slice(5)}`,
        real.replace(/.$/, 'u'),
        '%00',
        '%F0%9F%8E%AE',
        '-1',
        "'%20OR%201=1--",
        'a'.repeat(190),
      ]) {
        expect([id, await replyTo(operation, id, key)]).toEqual([id, nobodys]);
        expect([id, (await replyTo(operation, id, owner)).status]).toEqual([id, 404]);
      }
    });
  },
);

test('the list, and every filter of it, shows only the caller’s own orders', async () => {
  const theirs = orders.get('delivered');
  for (const key of strangers.values()) {
    for (const query of ['', '?reference=theirs', '?status=pending', '?region=US']) {
      const { body } = await shop.call('GET', `/orders${query}`, { key });
      expect(body).toEqual({ object: 'list', data: [], has_more: false, next_cursor: null });
    }
  }
  const page = await shop.call('GET', '/orders?limit=1', { key: owner });
  for (const key of strangers.values()) {
    const { body } = await shop.call('GET', `/orders?cursor=${page.body.next_cursor}`, { key });
    expect(body.data).toEqual([]);
  }
  expect(theirs?.reference).toBe('theirs');
});

test('simultaneous reads of two partners are never mixed up', async () => {
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const buyers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const { key } = await shop.buyer({ balance: '100.00' });
      const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
      const codes = await shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, { key });
      return { key, path: `/orders/${order.id}/codes`, text: codes.text };
    }),
  );
  expect(new Set(buyers.map(({ text }) => text)).size).toBe(6);
  const stranger = strangers.get('another partner') ?? '';
  const reads = Array.from({ length: 60 }, async (_, turn) => {
    const { key, path, text } = buyers[turn % buyers.length] ?? { key: '', path: '', text: '' };
    const isTheirs = turn % 4 !== 3;
    const answer = await shop.call('GET', path, { key: isTheirs ? key : stranger });
    if (isTheirs) expect(answer.text).toBe(text);
    else expect(answer.status).toBe(404);
  });
  await Promise.all(reads);
});

test('an idempotency key or reference of another partner neither replays nor collides', async () => {
  await shop.call('POST', '/orders', {
    key: owner,
    idempotencyKey: 'well-known',
    body: { region: 'US', denomination: 50, quantity: 1, reference: 'well-known' },
  });
  const key = strangers.get('another partner') ?? '';
  const own = await shop.call<Order>('POST', '/orders', {
    key,
    idempotencyKey: 'well-known',
    body: { region: 'US', denomination: 50, quantity: 1, reference: 'well-known' },
  });
  expect(own.status).toBe(201);
  expect(own.headers.has('idempotent-replayed')).toBe(false);
  expect(await shop.verify()).toEqual([]);
});
