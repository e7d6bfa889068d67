/**
 * Guards: a traced request is one tree from HTTP to SQL, and each delivery of its events is in the trace of the event; callers decide by
 * `traceparent`; a collector that is away, silent or full costs no request anything; and no secret is in a trace.
 */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Deliverer } from '../../src/webhooks/index.ts';
import {
  answer,
  openReceiver,
  openShop,
  openTraceCollector,
  parseId,
  type ReceivedSpan,
  type Shop,
  type TraceCollector,
  type WebhookReceiver,
} from '../../testkit/index.ts';
import { DEVELOPMENT, order, register, running, webhookBuyer } from '../webhooks/rig.ts';

const SERVER = 2;
const CLIENT = 3;
const INTERNAL = 1;
const ERROR = { code: 2 };
const HEADER_SECRET = 'collector-secret-0123456789';
const TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;

let stack: AsyncDisposableStack;
let collector: TraceCollector;
let shop: Shop;
let receiver: WebhookReceiver;
let worker: Deliverer;
const codes: string[] = [];
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  collector = stack.use(await openTraceCollector());
  shop = stack.use(await openTraced({}));
  codes.push(...(await shop.stock({ codes: 200 })).codes);
  receiver = stack.use(await openReceiver());
  worker = stack.use(running(shop.app));
});
afterAll(() => stack[Symbol.asyncDispose]());
beforeEach(() => {
  collector.behaviour = answer(200, {}, '{}');
});

function openTraced(env: NodeJS.ProcessEnv): Promise<Shop> {
  return openShop({
    env: {
      ...DEVELOPMENT,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: `api-key=${HEADER_SECRET}`,
      OTEL_SERVICE_NAME: 'a-shop',
      ...env,
    },
  });
}

const ofRequest = (requestId: string | null) => (span: ReceivedSpan) =>
  span.attributes['psnb2b.request_id'] === requestId;
/** The span of a request that was answered, and those of its trace that have arrived by then. */
async function traceOf({ headers }: { readonly headers: Headers }) {
  const root = await collector.waitFor(ofRequest(headers.get('x-request-id')));
  return { root, spans: collector.spans.filter(({ traceId }) => traceId === root.traceId) };
}

test('an order is a tree of its request, its batch and its statement', async () => {
  const { key } = await shop.buyer({ balance: '1000.00' });
  const before = Date.now();
  const placed = await order(shop, key);
  const after = Date.now();
  expect(placed.status).toBe(201);
  const { root, spans } = await traceOf(placed);
  expect(root).toMatchObject({
    ...{ name: 'POST /api/v1/orders', kind: SERVER, traceId: expect.stringMatching(TRACE_ID) },
    spanId: expect.stringMatching(SPAN_ID),
    resource: { 'service.name': 'a-shop', 'service.version': expect.any(String) },
  });
  expect(root.parentSpanId).toBeUndefined();
  expect(root.status).toBeUndefined();
  expect(root.attributes).toEqual({
    'http.request.method': 'POST',
    'http.route': '/api/v1/orders',
    'http.response.status_code': 201,
    'url.scheme': 'http',
    'psnb2b.operation': 'createOrder',
    'psnb2b.request_id': placed.headers.get('x-request-id'),
  });
  const batch = spans.find(({ name }) => name === 'orders.batch');
  expect(batch).toMatchObject({ kind: INTERNAL, parentSpanId: root.spanId });
  expect(batch?.attributes).toEqual({ 'psnb2b.batch.size': 1 });
  expect(batch?.links).toEqual([{ traceId: root.traceId, spanId: root.spanId }]);
  const statement = spans.find(({ name }) => name === 'orders.place_one');
  expect(statement).toMatchObject({ kind: CLIENT, parentSpanId: batch?.spanId });
  expect(statement?.attributes).toEqual({
    'db.system.name': 'postgresql',
    'db.query.summary': 'orders.place_one',
  });
  for (const { startTimeUnixNano: from, endTimeUnixNano: to } of spans) {
    expect(from).toMatch(/^\d{19}$/);
    expect(BigInt(to)).toBeGreaterThanOrEqual(BigInt(from));
    expect(Number(from) / 1e6).toBeGreaterThan(before - 50);
    expect(Number(to) / 1e6).toBeLessThan(after + 50);
  }
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
});

test('requests that share a batch link to it, and it links to each', async () => {
  const { key } = await shop.buyer({ balance: '100000.00' });
  const placed = await Promise.all(Array.from({ length: 40 }, () => order(shop, key)));
  const roots = await Promise.all(placed.map(async (each) => (await traceOf(each)).root));
  expect(new Set(roots.map(({ traceId }) => traceId)).size).toBe(40);
  const ids = new Set(roots.map(({ spanId }) => spanId));
  const batches = collector.spans.filter(
    ({ name, links = [] }) => name === 'orders.batch' && links.some((each) => ids.has(each.spanId)),
  );
  expect(batches.length).toBeLessThan(40);
  const linked = batches.flatMap(({ links = [] }) => links.map(({ spanId }) => spanId));
  expect(linked.toSorted()).toEqual([...ids].toSorted());
  for (const root of roots) {
    const batch = batches.find(({ links }) => links?.some((each) => each.spanId === root.spanId));
    const isFirst = batch?.parentSpanId === root.spanId;
    const wanted = { traceId: batch?.traceId, spanId: batch?.spanId };
    expect(root.links ?? []).toEqual(isFirst ? [] : [wanted]);
  }
});

test('other calls have their statements, with the names of parameters in place of their values', async () => {
  const { key } = await shop.buyer({ balance: '1000.00' });
  const { body } = await order(shop, key);
  const { root, spans } = await traceOf(await shop.call('GET', `/orders/${body.id}`, { key }));
  expect(root.name).toBe('GET /api/v1/orders/{order_id}');
  const statement = spans.find(({ kind }) => kind === CLIENT);
  expect(statement).toMatchObject({ parentSpanId: root.spanId });
  expect(statement?.name).toMatch(/^(?:[a-z_]+\.[a-z_]+|SELECT)$/);
});

test('a refused request is no error, and its code is shown; an unknown path is not', async () => {
  const { key } = await shop.buyer({});
  const refused = await order(shop, key);
  expect(refused.status).toBe(402);
  const { root } = await traceOf(refused);
  expect(root.status).toBeUndefined();
  expect(root.attributes).toMatchObject({
    'http.response.status_code': 402,
    'psnb2b.error_code': 'insufficient_balance',
  });
  const lost = await shop.call('GET', '/secret-path/hunter2', { key });
  const unknown = (await traceOf(lost)).root;
  expect(unknown.name).toBe('GET');
  expect(unknown.attributes['http.route']).toBeUndefined();
});

test('a failure of ours is an error, with the state of the statement', async () => {
  const { key } = await shop.buyer({ balance: '1000.00' });
  await shop.owner.reads.query('ALTER TABLE orders.orders RENAME TO hidden');
  const failed = await fetch(`${shop.url}/api/v1/orders?limit=1`, {
    headers: { authorization: `Bearer ${key}` },
  });
  await shop.owner.reads.query('ALTER TABLE orders.hidden RENAME TO orders');
  expect(failed.status).toBe(500);
  const { root, spans } = await traceOf(failed);
  expect(root).toMatchObject({ status: ERROR, attributes: { 'error.type': '500' } });
  const statement = spans.find(({ attributes }) => 'db.response.status_code' in attributes);
  expect(statement).toMatchObject({
    status: ERROR,
    parentSpanId: root.spanId,
    attributes: { 'db.response.status_code': '42P01', 'error.type': '42P01' },
  });
});

test('a caller that samples is followed, one that does not is not traced, and an invalid one is ignored', async () => {
  const { key } = await shop.buyer({ balance: '1000.00' });
  const [traceId, parentId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
  const asked = (traceparent: string) =>
    shop.call('GET', '/balance', { key, headers: { traceparent } });
  const followed = await traceOf(await asked(`00-${traceId}-${parentId}-01`));
  expect(followed.root).toMatchObject({ traceId, parentSpanId: parentId, flags: 0x301 });
  const untraced = await asked(`00-${'1'.repeat(32)}-${parentId}-00`);
  const invalid = [
    `00-${'0'.repeat(32)}-${parentId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `ff-${traceId}-${parentId}-01`,
    `00-${traceId.toUpperCase()}-${parentId}-01`,
    `00-${traceId}-${parentId}-01-more`,
    `00-${traceId}-${parentId}`,
    'x'.repeat(4_000),
  ];
  const answers = await Promise.all(invalid.map(asked));
  for (const [index, each] of answers.entries()) {
    const { root } = await traceOf(each);
    expect([invalid[index], root.parentSpanId]).toEqual([invalid[index], undefined]);
    expect(root.traceId).not.toBe(traceId);
  }
  // What came after it has arrived, so it would have too.
  expect(collector.spans.filter(ofRequest(untraced.headers.get('x-request-id')))).toEqual([]);
});

test('with a share of none, only callers that ask are traced, and no more than so many a second', async () => {
  await using quiet = await openTraced({ OTEL_TRACES_SAMPLER_ARG: '0' });
  const { key } = await quiet.buyer({ balance: '1000.00' });
  const hidden = await quiet.call('GET', '/balance', { key });
  const askOnce = (index: number) => {
    const traceparent = `00-${'a'.repeat(29)}${100 + index}-${'b'.repeat(16)}-01`;
    return quiet.call('GET', '/balance', { key, headers: { traceparent } });
  };
  const began = performance.now();
  const asked = await Promise.all(Array.from({ length: 300 }, (_, index) => askOnce(index)));
  const seconds = Math.floor((performance.now() - began) / 1_000) + 2;
  await traceOf(asked[0] as (typeof asked)[0]);
  await quiet[Symbol.asyncDispose]();
  const roots = collector.spans.filter(({ traceId }) => traceId.startsWith('a'.repeat(29)));
  const requests = roots.filter(({ kind }) => kind === SERVER);
  expect(requests.length).toBeGreaterThanOrEqual(100);
  expect(requests.length).toBeLessThanOrEqual(100 * seconds);
  expect(collector.spans.filter(ofRequest(hidden.headers.get('x-request-id')))).toEqual([]);
});

test('all attempts of an event are one trace, whose id is that of the event', async () => {
  const { key } = await webhookBuyer(shop);
  const endpoint = await register(shop, key, receiver.url);
  receiver.behaviour = answer(503);
  await order(shop, key);
  await receiver.waitFor(1);
  const [first] = receiver.received;
  const eventId = String(first?.event.id);
  const ofEvent = ({ attributes }: ReceivedSpan) => attributes['psnb2b.event_id'] === eventId;
  const failed = await collector.waitFor(ofEvent);
  expect(failed).toMatchObject({
    ...{ name: 'POST webhook', kind: CLIENT, status: ERROR },
    traceId: parseId('evt', eventId)?.replaceAll('-', ''),
    attributes: {
      'http.request.method': 'POST',
      'http.response.status_code': 503,
      'error.type': '503',
      'psnb2b.event_type': 'order.status_changed',
      'psnb2b.webhook_endpoint_id': endpoint.id,
    },
  });
  receiver.behaviour = answer(200);
  await shop.call('POST', `/events/${eventId}/redeliver`, { key });
  const sent = await collector.waitFor((span) => ofEvent(span) && span.status === undefined);
  expect(sent.traceId).toBe(failed.traceId);
  expect(sent.attributes['http.response.status_code']).toBe(200);
});

test('work that a request only triggers is not in its trace', async () => {
  const { key } = await webhookBuyer(shop);
  await register(shop, key, receiver.url);
  const placed = await order(shop, key);
  const { root } = await traceOf(placed);
  await collector.waitFor(({ name }) => name === 'POST webhook');
  await shop.call('GET', '/balance', { key });
  const { spans } = await traceOf(await shop.call('GET', '/balance', { key }));
  expect(spans.length).toBeGreaterThan(0);
  const ends = new Map(
    collector.spans
      .filter(({ kind }) => kind === SERVER)
      .map((each) => [each.traceId, BigInt(each.endTimeUnixNano)]),
  );
  expect(ends.has(root.traceId)).toBe(true);
  const late = collector.spans.filter(({ traceId, startTimeUnixNano }) => {
    const end = ends.get(traceId);
    return end !== undefined && BigInt(startTimeUnixNano) > end;
  });
  expect(late).toEqual([]);
});

test('no secret, code, e-mail, body, address or query of a purchase is in any byte of a trace', async () => {
  const { key } = await webhookBuyer(shop);
  const { secret } = await register(shop, key, `${receiver.url}/path-secret-77?token=query-secret`);
  const reference = 'reference-of-a-partner-4711';
  const placed = await shop.call<{ id: string }>('POST', '/orders', {
    ...{ key, idempotencyKey: 'idempotency-secret-1', from: '203.0.113.77' },
    body: { region: 'US', denomination: 50, quantity: 3, reference, metadata: { who: 'Jane Doe' } },
    headers: { 'user-agent': 'agent-of-a-partner/1' },
  });
  expect(placed.status).toBe(201);
  const revealed = await shop.call('GET', `/orders/${placed.body.id}/codes`, { key });
  expect(revealed.status).toBe(200);
  expect(codes.some((code) => revealed.text.includes(code))).toBe(true);
  const sought = await shop.call('POST', '/codes/lookup', { key, body: { code: codes[0] } });
  const listed = await shop.call('GET', `/orders?reference=${reference}`, { key });
  await shop.call('GET', '/balance', { key: 'sk_live_not-a-key-hunter2' });
  for (const each of [placed, revealed, sought, listed]) await traceOf(each);
  await collector.waitFor(({ name }) => name === 'codes.batch');
  await worker[Symbol.asyncDispose]();
  const text = collector.text();
  const [headers] = collector.requests;
  expect(headers?.headers['api-key']).toBe(HEADER_SECRET);
  const [, ...keyParts] = key.split('_');
  const hidden = [
    ...[
      key,
      ...keyParts.filter((part) => part.length > 8),
      secret,
      reference,
      'Jane Doe',
      'query-secret',
    ],
    ...[
      '203.0.113.77',
      '127.0.0.1',
      'path-secret-77',
      'idempotency-secret-1',
      'agent-of-a-partner',
    ],
    ...['hunter2', 'partner.example', 'Bearer', 'SELECT ', 'reference='],
    ...codes,
  ];
  const bodies = text.split('\n').filter((_, index) => index % 2 === 1);
  for (const each of hidden) {
    // The header that the operator set, and the address of the collector itself, are in its own headers.
    expect([each, bodies.join('\n').includes(each)]).toEqual([each, false]);
    if (each !== '127.0.0.1') expect([each, text.includes(each)]).toEqual([each, false]);
  }
});

/** Spans by outcome. */
async function outcomes({ app }: Shop): Promise<Record<string, number>> {
  const { values } = await app.metrics.traceSpans.get();
  return Object.fromEntries(values.map(({ labels, value }) => [String(labels.outcome), value]));
}

test('a collector that fails loses spans, which are counted, and is said once', async () => {
  await using failing = await openTraced({});
  const { key } = await failing.buyer({ balance: '1000.00' });
  collector.behaviour = answer(500);
  const lines = () =>
    failing.nodes[0].logs.filter((line) => /traces can(not)? be sent/.test(line)).length;
  const fails = async (more: number) => {
    const { failed = 0 } = await outcomes(failing);
    expect((await order(failing, key)).status).toBe(409);
    await vi.waitFor(async () => {
      expect((await outcomes(failing)).failed).toBeGreaterThan(failed + more);
    }, 20_000);
  };
  await fails(0);
  await fails(0);
  expect(lines()).toBe(1);
  collector.behaviour = answer(200, {}, '{}');
  await traceOf(await failing.call('GET', '/balance', { key }));
  await vi.waitFor(() => expect(lines()).toBe(2), 20_000);
  // It takes one part of what it is sent.
  collector.behaviour = answer(200, {}, '{"partialSuccess":{"rejectedSpans":"1"}}');
  const { failed = 0 } = await outcomes(failing);
  await failing.call('GET', '/balance', { key });
  await vi.waitFor(async () => expect((await outcomes(failing)).failed).toBe(failed + 1), 20_000);
});

test('a silent collector costs neither a request nor the end of the process more than seconds, and spans beyond the queue are dropped', async () => {
  const silent = await openTraced({});
  const { key } = await silent.buyer({ balance: '1000.00' });
  collector.behaviour = () => {};
  const round = () =>
    Promise.all(Array.from({ length: 50 }, () => silent.call('GET', '/balance', { key })));
  for (let count = 0; count < 100; count += 1) {
    for (const { status } of await round()) expect(status).toBe(200);
    if ((await outcomes(silent)).dropped) break;
  }
  expect((await outcomes(silent)).dropped).toBeGreaterThan(0);
  const began = performance.now();
  await silent[Symbol.asyncDispose]();
  expect(performance.now() - began).toBeLessThan(8_000);
});

test('what waits at the end of the process is sent; a collector that is away costs no request', async () => {
  const ending = await openTraced({ OTEL_SERVICE_NAME: 'ending' });
  const { key } = await ending.buyer({ balance: '1000.00' });
  const last = await ending.call('GET', '/balance', { key });
  await ending[Symbol.asyncDispose]();
  expect(collector.spans.some(ofRequest(last.headers.get('x-request-id')))).toBe(true);
  await using away = await openTraced({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  const { key: other } = await away.buyer({ balance: '1000.00' });
  expect((await away.call('GET', '/balance', { key: other })).status).toBe(200);
  await vi.waitFor(async () => {
    expect((await outcomes(away)).failed).toBeGreaterThan(0);
  }, 20_000);
});

test('without a collector nothing is traced', async () => {
  await using plain = await openShop();
  expect(plain.app.tracer).toBeUndefined();
});
