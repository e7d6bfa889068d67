/**
 * Guards: whatever breaks between a program and the API, a call ends in its value or in an error that says what happened; all tries of
 * a POST carry one idempotency key; and the key never follows a redirect.
 */
import { getEventListeners, once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ApiError, type Attempt, ConnectionError, Psnb2b, TimeoutError } from '../src/index.ts';

const KEY = 'psnb2b_test_0000000000000000000000000000000000000000000000000';
const ORDER = { id: 'ord_1', object: 'order', status: 'delivered' };
const NEW = { region: 'US', denomination: 50, quantity: 1 };

/** Answers each request with the next of these; the last one stays. */
let script: RequestListener[];
let requests: { key: string | undefined; auth: string | undefined; at: number }[];
let server: Server;
let baseUrl: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const { headers } = request;
    const key = headers['idempotency-key'] as string | undefined;
    requests.push({ key, auth: headers.authorization, at: performance.now() });
    const [next] = script.length > 1 ? script.splice(0, 1) : script;
    request.resume().on('end', () => next?.(request, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = [];
});

function reply(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): RequestListener {
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (_request, response) =>
    response.writeHead(status, { 'content-type': type, ...headers }).end(text);
}

function problem(
  code: string,
  status: number,
  retryable: boolean,
  more: object = {},
): RequestListener {
  const body = { code, status, retryable, detail: 'Why.', request_id: 'req_1', ...more };
  return reply(status, body, retryable ? { 'retry-after': '1' } : {});
}

const cut: RequestListener = (request) => request.socket.destroy();
const half: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
  response.write('{"id":"ord_1"');
  setTimeout(() => response.destroy(), 5);
};

function client(options: object = {}): Psnb2b {
  return new Psnb2b({ apiKey: KEY, baseUrl, ...options });
}

async function failure(call: Promise<unknown>): Promise<ConnectionError & ApiError> {
  return call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error) => error,
  );
}

test('a cut connection, half a reply, a page of a proxy and a 503: one key for all tries', async () => {
  const page = reply(502, '<html><title>502 Bad Gateway</title></html>');
  script = [cut, half, page, problem('unavailable', 503, true), reply(201, ORDER)];
  const attempts: Attempt[] = [];
  const shop = client({ onAttempt: (attempt: Attempt) => attempts.push(attempt) });
  expect(await shop.orders.create(NEW)).toMatchObject(ORDER);
  expect(requests).toHaveLength(5);
  expect(new Set(requests.map(({ key }) => key)).size).toBe(1);
  expect(requests[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  expect(attempts.map(({ failure: word, status }) => [word, status])).toEqual([
    ['network', null],
    ['network', null],
    ['not_json', 502],
    ['unavailable', 503],
    [null, 201],
  ]);
  const [, , , third, fourth] = requests;
  expect((fourth?.at ?? 0) - (third?.at ?? 0)).toBeGreaterThanOrEqual(990);
});

test('after the last try: the error has the key, and says that the outcome is unknown', async () => {
  script = [cut];
  const error = await failure(
    client({ maxRetries: 1 }).orders.create(NEW, { idempotencyKey: 'mine-1' }),
  );
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ reason: 'network', outcomeUnknown: true, attempts: 2 });
  expect(error.message).toContain('mine-1');
  expect(error.idempotencyKey).toBe('mine-1');
  const read = await failure(client({ maxRetries: 0 }).balance.get());
  expect(read).toMatchObject({ outcomeUnknown: false, idempotencyKey: null, attempts: 1 });
  expect(read.message).toContain('GET /balance');
});

test('an order that was accepted stays known, whatever ends the wait for it', async () => {
  const pending = reply(202, { ...ORDER, status: 'pending' });
  const options = { idempotencyKey: 'mine-2', pollMs: 1 };
  const known = { outcomeUnknown: true, idempotencyKey: 'mine-2', orderId: 'ord_1' };
  for (const [breaks, reason, status] of [
    [cut, 'network', null],
    [problem('unauthorized', 401, false), 'refused', 401],
    [problem('unavailable', 503, true), 'refused', 503],
    [reply(502, '<html></html>'), 'not_json', 502],
  ] as const) {
    script = [pending, breaks];
    const error = await failure(client({ maxRetries: 0 }).orders.createAndWait(NEW, options));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ ...known, call: 'POST /orders', reason, status });
    expect(error.message).toContain('ord_1');
    expect(error.message).toContain('mine-2');
    expect(error.cause).toMatchObject({ call: 'GET /orders/{order_id}' });
  }
  script = [pending, () => {}];
  const late = { ...options, timeoutMs: 50 };
  const error = await failure(client({ maxRetries: 0 }).orders.createAndWait(NEW, late));
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject(known);
  script = [pending];
  const slow = await failure(client().orders.createAndWait(NEW, { ...options, waitMs: 5 }));
  expect(slow).toBeInstanceOf(TimeoutError);
  expect(slow).toMatchObject(known);
  const stop = new AbortController();
  const waiting = client().orders.createAndWait(NEW, { ...options, signal: stop.signal });
  setTimeout(() => stop.abort(new Error('closing')), 50);
  expect((await failure(waiting)).message).toBe('closing');
});

test('a redirect is not followed, not repeated, and named', async () => {
  script = [reply(307, '', { location: `${baseUrl}/elsewhere?token=1` })];
  const error = await failure(client().orders.create(NEW));
  expect(error).toMatchObject({ reason: 'redirect', status: 307, attempts: 1 });
  expect(error.message).toContain('set baseUrl');
  expect(error.message).not.toContain('token');
  // Without a read of the test before, which was ended and may arrive only now.
  expect(requests.filter(({ key }) => key !== undefined)).toHaveLength(1);
});

test('a refusal that no retry changes is not repeated', async () => {
  script = [problem('out_of_stock', 409, false, { available: 3 })];
  const error = await failure(client().orders.create(NEW));
  expect(error).toBeInstanceOf(ApiError);
  expect(error.is('out_of_stock') && error.problem.available).toBe(3);
  script = [problem('of_next_year', 409, false)];
  expect(await failure(client().orders.create(NEW))).toMatchObject({ code: 'of_next_year' });
  expect(requests).toHaveLength(2);
});

test('a rate limit holds back other calls too, and does not use up the retries', async () => {
  const limited = problem('rate_limited', 429, true, {
    policy: 'requests',
    limit: 1,
    retry_after: 1,
  });
  script = [limited, limited, reply(200, { available: '1.00' })];
  const shop = client({ maxRetries: 1 });
  const first = shop.balance.get();
  await new Promise((done) => setTimeout(done, 200));
  const second = shop.balance.get();
  await Promise.all([first, second]);
  const [refused, next] = requests;
  expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(990);
});

test('a rate limit uses up no retry', async () => {
  const more = { policy: 'uploads', limit: 1, retry_after: 1 };
  const limited = problem('rate_limited', 429, true, more);
  script = [limited, problem('unavailable', 503, true), reply(200, { available: '1.00' })];
  expect(await client({ maxRetries: 1 }).balance.get()).toEqual({ available: '1.00' });
  script = [limited];
  expect(await failure(client({ maxRetries: 0 }).balance.get())).toMatchObject({
    code: 'rate_limited',
    retryAfterMs: 1_000,
  });
});

test('a hung server is a time-out; a deadline ends all tries', async () => {
  script = [() => {}];
  const began = performance.now();
  const late = await failure(client({ maxRetries: 1, timeoutMs: 100 }).balance.get());
  expect(late).toBeInstanceOf(TimeoutError);
  expect(late).toMatchObject({ reason: 'timeout', attempts: 2 });
  const ended = await failure(client({ timeoutMs: 100, deadlineMs: 300 }).orders.create(NEW));
  expect(ended).toBeInstanceOf(TimeoutError);
  expect(performance.now() - began).toBeLessThan(20_000);
});

test('a signal ends a call with its reason, while it is sent and while it waits', async () => {
  script = [() => {}];
  const stop = new AbortController();
  const sent = client().balance.get({ signal: stop.signal });
  setTimeout(() => stop.abort(new Error('closing')), 20);
  expect((await failure(sent)).message).toBe('closing');
  script = [problem('unavailable', 503, true)];
  const waits = new AbortController();
  const waiting = client().balance.get({ signal: waits.signal });
  setTimeout(() => waits.abort(new Error('closing')), 50);
  expect((await failure(waiting)).message).toBe('closing');
});

test('calls leave no listener on a signal that lives longer, however they end', async () => {
  const { signal } = new AbortController();
  const quick = { signal, deadlineMs: 5_000 };
  script = [reply(503, '<html>'), cut, reply(200, ORDER)];
  await client().orders.create(NEW, quick);
  script = [reply(503, '<html>')];
  await expect(client().orders.create(NEW, { ...quick, maxRetries: 0 })).rejects.toThrow();
  script = [() => {}];
  await expect(client().orders.get('ord_1', { signal, deadlineMs: 20 })).rejects.toThrow();
  script = [reply(200, { ...ORDER, status: 'pending' }), reply(200, ORDER)];
  await client().orders.createAndWait(NEW, { ...quick, pollMs: 1 });
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a log that throws fails no call', async () => {
  script = [cut, reply(200, ORDER)];
  const broken = () => {
    throw new Error('the log is full');
  };
  const later = async () => broken();
  for (const observer of [broken, later]) {
    const shop = client({ onAttempt: observer });
    expect(await shop.orders.create(NEW, { onReply: observer })).toMatchObject({ id: 'ord_1' });
  }
});

test('a delete whose reply was lost has succeeded', async () => {
  script = [cut, problem('not_found', 404, false)];
  await client().webhookEndpoints.delete('whe_1');
  script = [problem('not_found', 404, false)];
  expect(await failure(client().webhookEndpoints.delete('whe_1'))).toMatchObject({
    code: 'not_found',
  });
});

test('a key that is asked for before each call can be rotated, and a bad one is not sent', async () => {
  script = [reply(200, {})];
  let key = KEY;
  const shop = client({ apiKey: async () => key });
  await shop.balance.get();
  key = `${KEY}X`;
  await shop.balance.get();
  expect(requests.map(({ auth }) => auth)).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}X`]);
  key = 'not a key';
  expect((await failure(shop.balance.get())).message).toContain('It was not sent');
  expect(requests).toHaveLength(2);
});

test('an id is one part of a path, whatever it holds', async () => {
  script = [reply(200, {})];
  const seen: string[] = [];
  const shop = client({
    fetch: (url: string, init: RequestInit) => {
      seen.push(url);
      return fetch(url, init);
    },
  });
  await shop.orders.get('../balance?x#y');
  expect(seen[0]).toBe(`${baseUrl}/api/v1/orders/..%2Fbalance%3Fx%23y`);
  expect((await failure(shop.orders.get('..'))).message).toContain('order_id');
});
