/**
 * Guards: over HTTP, the MCP server answers programs of this machine with the token and nobody else, keeps sessions apart, asks the person
 * in the middle of a call, and buys nothing when nobody can be asked.
 */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDesk, type TestDesk } from './run.ts';

const TOKEN = 'token-of-the-test-with-more-than-32-characters';
let opened: TestDesk;
let url: string;
const stop = new AbortController();
let running: Promise<{ code: number; err: string }>;
beforeAll(async () => {
  opened = await openTestDesk();
  url = await new Promise<string>((resolve) => {
    running = opened.desk.run(['mcp', '--http', '0'], {
      env: { PSNB2B_MCP_TOKEN: TOKEN },
      signal: stop.signal,
      onErr: (text) => {
        const address = /http:\S+\/mcp/.exec(text)?.[0];
        if (address !== undefined) resolve(address);
      },
    });
  });
});
afterAll(async () => {
  stop.abort();
  await running;
  await opened[Symbol.asyncDispose]();
});

// biome-ignore lint/suspicious/noExplicitAny: messages of a protocol.
type Body = any;
type Headers = Record<string, string>;
const HEADERS = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
const BOTH = { accept: 'application/json, text/event-stream' };

/** Sends over a plain connection, because `fetch` chooses `Host` and `Origin` itself. */
async function send(method: string, headers: Headers, body?: unknown, path = '/mcp') {
  const request = httpRequest(new URL(path, url), { method, headers: { ...HEADERS, ...headers } });
  request.end(typeof body === 'object' ? JSON.stringify(body) : body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const part of response) text += part;
  const { statusCode: status, headers: replied } = response;
  return { status: status as number, headers: replied, text };
}

let id = 0;
const message = (method: string, params: object = {}): Body => {
  id += 1;
  return { jsonrpc: '2.0', id, method, params };
};

async function begin(capabilities: object): Promise<Headers> {
  const hello = message('initialize', { protocolVersion: '2025-11-25', capabilities });
  const { headers, text } = await send('POST', BOTH, hello);
  expect(JSON.parse(text).result.serverInfo.name).toBe('psnb2b');
  return { 'mcp-session-id': String(headers['mcp-session-id']), ...BOTH };
}

const answerTo = (asked: string, action: string) => ({
  jsonrpc: '2.0',
  id: asked,
  result: { action },
});

/** Calls a tool over a stream of events; `answer` is sent when the person is asked, and the client leaves if it is null. */
async function callTool(
  session: Headers,
  params: object,
  answer: object | null,
  beforeAnswer: (asked: string) => Promise<unknown> = async () => {},
): Promise<Body> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...HEADERS, ...session },
    body: JSON.stringify(message('tools/call', params)),
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  let rest = '';
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    rest += part;
    const events = rest.split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data === undefined) continue;
      const heard = JSON.parse(data);
      if (heard.method === undefined) return heard.result;
      expect(heard.params.message).toContain('Buy 1 × PSN-US-50');
      await beforeAnswer(heard.id);
      if (answer === null) return null;
      const reply = { jsonrpc: '2.0', id: heard.id, result: answer };
      expect(await send('POST', session, reply)).toMatchObject({ status: 202, text: '' });
    }
  }
  throw new Error('the stream ended without a result');
}

const order = (reference: string) => ({
  name: 'place_order',
  arguments: { sku: 'PSN-US-50', quantity: 1, reference },
});
const bought = () => opened.shop.rows('SELECT FROM orders.orders');

test.each<[string, number, Headers]>([
  ['no token', 401, { authorization: '' }],
  ['a wrong token', 401, { authorization: `Bearer ${TOKEN}x` }],
  ['another scheme', 401, { authorization: `Basic ${TOKEN}` }],
  ['a page of another site', 403, { origin: 'https://evil.example' }],
  ['a page without an origin', 403, { origin: 'null' }],
  ['a site whose name looks like ours', 403, { origin: 'http://localhost.evil.example' }],
  ['a name that was bound to this machine', 403, { host: 'evil.example' }],
  ['a form', 415, { 'content-type': 'text/plain' }],
  ['a version that is not spoken', 400, { 'mcp-protocol-version': '1999-01-01' }],
  ['nothing that it accepts', 406, { accept: 'text/html' }],
  ['no session', 400, {}],
  ['a session that is not there', 404, { 'mcp-session-id': 'mine' }],
])('%s is refused with %i', async (_what, status, headers) => {
  const reply = await send('POST', { ...BOTH, ...headers }, message('tools/list'));
  expect(reply.status).toBe(status);
  expect(JSON.parse(reply.text).error.message).toMatch(/\w\.|…$/);
  expect(reply.text).not.toContain(TOKEN);
});

test('other methods and paths, bodies that are no message, and large ones are refused', async () => {
  const got = await send('GET', { accept: 'text/event-stream' });
  expect(got).toMatchObject({ status: 405, headers: { allow: 'POST, DELETE' } });
  expect(await send('POST', BOTH, message('ping'), '/')).toMatchObject({ status: 404 });
  const session = await begin({});
  expect(await send('POST', session, 'not json')).toMatchObject({ status: 400 });
  expect(await send('POST', session, '[]')).toMatchObject({ status: 400 });
  expect(await send('POST', session, 'x'.repeat(1_100_000))).toMatchObject({ status: 413 });
  expect(JSON.parse((await send('POST', session, message('ping'))).text).result).toEqual({});
});

test('a local program may have an origin, and a session ends when its client says so', async () => {
  const session = await begin({});
  const local = { ...session, origin: 'http://localhost:6274' };
  expect(await send('POST', local, message('tools/list'))).toMatchObject({ status: 200 });
  expect(await send('DELETE', session)).toMatchObject({ status: 204 });
  expect(await send('DELETE', session)).toMatchObject({ status: 404 });
  expect(await send('POST', session, message('tools/list'))).toMatchObject({ status: 404 });
});

test('the person approves in the middle of a call', async () => {
  const session = await begin({ elicitation: { form: {} } });
  const result = await callTool(session, order('H-1'), { action: 'accept' });
  expect(JSON.parse(result.content[0].text)).toMatchObject({ status: 'delivered' });
  const declined = await callTool(session, order('H-2'), { action: 'decline' });
  expect(declined).toMatchObject({ isError: true });
});

test('nothing is bought without the person: no form, no stream, an answer of another session, a client that left', async () => {
  const before = (await bought()).length;
  const silent = await begin({ elicitation: { url: {} } });
  expect(await callTool(silent, order('H-3'), null)).toMatchObject({ isError: true });
  const asking = await begin({ elicitation: {} });
  const plain = { ...asking, accept: 'application/json' };
  const reply = await send('POST', plain, message('tools/call', order('H-4')));
  expect(JSON.parse(reply.text).result).toMatchObject({ isError: true });

  // Another client of the same server cannot answer in the place of this one.
  const other = await begin({ elicitation: {} });
  const forge = (asked: string) => send('POST', other, answerTo(asked, 'accept'));
  const declined = await callTool(asking, order('H-5'), { action: 'decline' }, forge);
  expect(declined).toMatchObject({ isError: true });

  // An answer that comes after the client left is too late.
  let late = '';
  await callTool(asking, order('H-6'), null, async (asked) => {
    late = asked;
  });
  for (let turn = 0; turn < 3; turn += 1) {
    expect(await send('POST', asking, message('ping'))).toMatchObject({ status: 200 });
  }
  expect(await send('POST', asking, answerTo(late, 'accept'))).toMatchObject({ status: 202 });
  // One that is approved in time, so that the late one would have been bought by then.
  expect(await callTool(asking, order('H-7'), { action: 'accept' })).toMatchObject({
    isError: false,
  });
  expect(await bought()).toHaveLength(before + 1);
});

test('it listens on this machine only, and its token is not short', async () => {
  for (const place of ['0.0.0.0:8765', 'example.com:80', '70000', ':1', '[::]:1']) {
    const refused = await opened.desk.run(['mcp', '--http', place]);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.err).toContain('port of this machine');
  }
  const short = { PSNB2B_MCP_TOKEN: 'short' };
  const refused = await opened.desk.run(['mcp', '--http', '0'], { env: short });
  expect(refused).toMatchObject({ code: 2 });
  const port = new URL(url).port;
  const taken = await opened.desk.run(['mcp', '--http', port], {
    env: { PSNB2B_MCP_TOKEN: TOKEN },
  });
  expect(taken).toMatchObject({ code: 2 });
  expect(taken.err).toContain(port);
});
