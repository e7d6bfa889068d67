/**
 * Guards: every response under /api/v1 carries the request id and the rate-limit headers, in the contract's form, and
 * is counted: for every method that HTTP defines and some that it does not, on every path and on unknown ones, with any
 * body, and for bytes that are not a request. The web app APIs have their own headers.
 */
import { METHODS } from 'node:http';
import { basePath, operations, webApps } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Answer,
  contractFaults,
  openShop,
  rawRequest,
  type Shop,
  storedState,
} from '../../testkit/index.ts';

let shop: Shop;
let keys: readonly (string | null)[];
beforeAll(async () => {
  shop = await openShop();
  const { partnerId, key } = await shop.buyer();
  const { text: narrow } = await shop.key(partnerId, { scopes: ['codes'] });
  const { text: limited } = await shop.key(await shop.partner(), { requestsPerMinute: 20 });
  const { text: suspended } = await shop.key(await shop.partner({ suspended: 'A test.' }));
  keys = [key, null, narrow, limited, suspended, `psnb2b_live_${'0'.repeat(49)}`];
});
afterAll(() => shop[Symbol.asyncDispose]());

const PATHS = [
  ...new Set(Object.values(operations).map(({ path }) => basePath + path)),
  ...['', '/', '/nothing', '/orders/', '//orders', '/orders/%zz', '/orders/%', '/../x'].map(
    (path) => basePath + path,
  ),
  ...Object.values(webApps).flatMap(({ basePath: webApp }) => [
    webApp,
    `${webApp}/nothing`,
    `${webApp}/me`,
  ]),
  '/%61pi/v1/balance',
  '/api/v1?limit=1',
  `${basePath}/orders?limit=%zz&status=x`,
  `${basePath}/orders/${'x'.repeat(600)}`,
].map((path) => path.replace(/\{\w+\}/g, 'ord_01m84j5stvek8taznva0d678kp'));
/** CONNECT requests a host instead of a path; it has a test of its own. */
const KNOWN_METHODS = METHODS.filter((method) => method !== 'CONNECT');
type Body = readonly [type: string, body: string];
const NO_BODY: Body = ['application/json', ''];
const TOO_LARGE: Body = ['application/json', ' '.repeat(70_000)];
const BODIES: readonly Body[] = [
  NO_BODY,
  ['application/json', '{}'],
  ['application/json', '{"quantity":'],
  ['text/plain', 'x'],
  TOO_LARGE,
  ['multipart/form-data; boundary=x', '--x--'],
  ['nonsense', ''],
];

let count = 0;
/** Sends a well-formed request, chunked every other time, from an address of its own. */
function requestOf(method: string, path: string, [type, body]: Body) {
  count += 1;
  const key = keys[count % keys.length];
  const chunked = count % 2 === 0 && body !== '';
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: shop.example',
    `X-Forwarded-For: 10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`,
    ...(key ? [`Authorization: Bearer ${key}`] : []),
    `Content-Type: ${type}`,
    chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  const sent = chunked ? `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n` : body;
  return `${lines.join('\r\n')}\r\n\r\n${sent}`;
}

function faultsOf(method: string, path: string, answer: Answer | undefined): string[] {
  if (!answer) return ['there is no reply'];
  return contractFaults(method, path.replace('/%61pi', '/api'), answer);
}

/** Sends all, a few at a time, and returns what is wrong with the replies. */
async function faultsOfAll(requests: readonly (readonly [string, string, string])[]) {
  const faults: string[] = [];
  const seen = new Set<number>();
  const waiting = [...requests];
  const send = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [method, path, bytes] = next;
      const [answer] = await rawRequest(shop.url, bytes, { methods: [method] });
      seen.add(answer?.status ?? 0);
      for (const fault of faultsOf(method, path, answer)) {
        faults.push(`${method} ${path.slice(0, 80)} → ${answer?.status}: ${fault}`);
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, send));
  return { faults, seen };
}

test('every method on every path, with each body in turn', async () => {
  const before = await storedState(shop.owner.reads);
  const requests = KNOWN_METHODS.flatMap((method) =>
    PATHS.map((path, index) => {
      const body = BODIES[(index + count) % BODIES.length] ?? NO_BODY;
      return [method, path, requestOf(method, path, body)] as const;
    }),
  );
  const { faults, seen } = await faultsOfAll(requests);
  expect(faults).toEqual([]);
  expect([...seen]).toEqual(expect.arrayContaining([200, 401, 403, 404, 405, 429]));
  expect(await storedState(shop.owner.reads)).toEqual(before);
});

test('every body on every path and on unknown ones', async () => {
  const requests = ['POST', 'DELETE', 'PATCH', 'PUT', 'QUERY'].flatMap((method) =>
    PATHS.flatMap((path) =>
      BODIES.map((body) => [method, path, requestOf(method, path, body)] as const),
    ),
  );
  // With every key in turn, because which body is read must not depend on the number of calls.
  const orders = `${basePath}/orders`;
  requests.push(...keys.map(() => ['POST', orders, requestOf('POST', orders, TOO_LARGE)] as const));
  const { faults, seen } = await faultsOfAll(requests);
  expect(faults).toEqual([]);
  expect([...seen]).toEqual(expect.arrayContaining([400, 413, 415, 422]));
});

const HOST = 'Host: shop.example\r\n';
const at = (path: string) => `${basePath}${path}`;
const head = (first: string, ...lines: string[]) =>
  `${first}\r\n${HOST}${lines.map((line) => `${line}\r\n`).join('')}\r\n`;

/** Requests that Node's parser refuses, or would answer by itself. */
const UNREAD: readonly (readonly [name: string, bytes: string, status: number, code: string])[] = [
  ['raw UTF-8 in the path', head(`GET ${at('/ordérs')} HTTP/1.1`), 400, 'malformed_request'],
  ['a blank in the path', head(`GET ${at('/or ders')} HTTP/1.1`), 400, 'malformed_request'],
  ['a method in lower case', head(`get ${at('/balance')} HTTP/1.1`), 400, 'malformed_request'],
  ['an unknown method', head(`BREW ${at('/balance')} HTTP/1.1`), 400, 'malformed_request'],
  ['HTTP/0.9', `GET ${at('/balance')}\r\n`, 400, 'malformed_request'],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'malformed_request'],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00', 400, 'malformed_request'],
  ['no Host', `GET ${at('/balance')} HTTP/1.1\r\n\r\n`, 400, 'malformed_request'],
  ['line feeds alone', `GET ${at('/balance')} HTTP/1.1\n${HOST}\n`, 400, 'malformed_request'],
  ['a folded header', head(`GET ${at('/')} HTTP/1.1`, 'A: b', ' c'), 400, 'malformed_request'],
  ['a header with a blank', head(`GET ${at('/')} HTTP/1.1`, 'A b: c'), 400, 'malformed_request'],
  ['a NUL in a header', head(`GET ${at('/')} HTTP/1.1`, 'A: b\0c'), 400, 'malformed_request'],
  [
    'headers of 20 KB',
    head(`GET ${at('/')} HTTP/1.1`, `A: ${'x'.repeat(20_000)}`),
    431,
    'headers_too_large',
  ],
  [
    'a path of 20 KB',
    head(`GET ${at(`/${'x'.repeat(20_000)}`)} HTTP/1.1`),
    431,
    'headers_too_large',
  ],
  [
    'two lengths',
    head(`POST ${at('/orders')} HTTP/1.1`, 'Content-Length: 1', 'Content-Length: 2'),
    400,
    'malformed_request',
  ],
  [
    'an invalid length',
    head(`POST ${at('/orders')} HTTP/1.1`, 'Content-Length: x'),
    400,
    'malformed_request',
  ],
  [
    'a length beside chunks',
    head(`POST ${at('/orders')} HTTP/1.1`, 'Transfer-Encoding: chunked', 'Content-Length: 1'),
    400,
    'malformed_request',
  ],
  [
    'an expectation',
    head(`POST ${at('/orders')} HTTP/1.1`, 'Expect: gold'),
    417,
    'expectation_failed',
  ],
  ['a tunnel', head('CONNECT shop.example:443 HTTP/1.1'), 405, 'method_not_allowed'],
  ['a head cut short', `GET ${at('/balance')} HTT`, 400, 'malformed_request'],
];

/** Opens a shop in which this machine's address has used nothing of its limit. */
async function reopen(): Promise<void> {
  await shop[Symbol.asyncDispose]();
  shop = await openShop();
}

describe('bytes that are not a request', () => {
  beforeEach(reopen);

  test('get a reply in the contract’s form, and are counted by their address, measured and logged', async () => {
    let left = 30;
    for (const [name, bytes, status, code] of UNREAD) {
      const answers = await rawRequest(shop.url, bytes, { end: true });
      const [answer] = answers;
      left -= 1;
      expect([name, answer?.status, answer?.body.code]).toEqual([name, status, code]);
      expect([name, ...faultsOf('GET', basePath, answer)]).toEqual([name]);
      expect([name, answer?.headers.get('x-ratelimit-remaining')]).toEqual([name, String(left)]);
      expect(answer?.headers.get('connection')).toBe('close');
      const id = answer?.headers.get('x-request-id') ?? '';
      const logged = shop.nodes[0].logs.filter((line) => line.includes(id));
      expect([name, logged.length]).toEqual([name, 1]);
    }
    const figures = await shop.app.metrics.text();
    const counted = [
      ...figures.matchAll(/seconds_count\{operation="unread",status="\d+"\} (\d+)/g),
    ];
    expect(counted.reduce((sum, [, each]) => sum + Number(each), 0)).toBe(UNREAD.length);
  });

  test('get a 429 once their address has used up its limit', async () => {
    const bytes = UNREAD[6]?.[1] ?? '';
    for (let left = 29; left >= 0; left -= 1) {
      const [answer] = await rawRequest(shop.url, bytes, { end: true });
      expect(answer?.headers.get('x-ratelimit-remaining')).toBe(String(left));
    }
    const [answer] = await rawRequest(shop.url, bytes, { end: true });
    expect(answer).toMatchObject({
      status: 429,
      body: { code: 'rate_limited', policy: 'address' },
    });
    expect(faultsOf('GET', basePath, answer)).toEqual([]);
  });
});

describe('a request whose body cannot be read', () => {
  beforeAll(reopen);
  const broken = (key: string, bytes: string, encoding = 'chunked') =>
    head(
      `POST ${at('/orders')} HTTP/1.1`,
      `Authorization: Bearer ${key}`,
      'Content-Type: application/json',
      `Transfer-Encoding: ${encoding}`,
    ) + bytes;

  test.each([
    ['invalid chunks', 'zz\r\n{}\r\n', 'chunked', 400, 'malformed_request'],
    ['an unknown encoding', '', 'lzma', 400, 'malformed_request'],
    [
      'a chunk with too much beside it',
      `2;${'x'.repeat(20_000)}\r\n{}\r\n`,
      'chunked',
      413,
      'body_too_large',
    ],
    ['no end', '2\r\n{}\r\n', 'chunked', 400, 'malformed_request'],
  ] as const)('for %s is counted once, by its key', async (name, bytes, encoding, status, code) => {
    const { text: key } = await shop.key(await shop.partner(), { requestsPerMinute: 9 });
    const end = name === 'no end';
    const answers = await rawRequest(shop.url, broken(key, bytes, encoding), { end });
    expect(answers).toMatchObject([{ status, body: { code } }]);
    expect(faultsOf('POST', at('/orders'), answers[0])).toEqual([]);
    const { headers } = await shop.call('GET', '/balance', { key });
    expect(headers.get('x-ratelimit-remaining')).toBe('7');
  });

  test('is answered after the request before it on its connection, which is served', async () => {
    const { key } = await shop.buyer();
    const good = head(`GET ${at('/balance')} HTTP/1.1`, `Authorization: Bearer ${key}`);
    const answers = await rawRequest(shop.url, `${good}${good}nonsense\r\n\r\n`, {
      methods: ['GET', 'GET', 'GET'],
    });
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400]);
    for (const answer of answers) expect(faultsOf('GET', at('/balance'), answer)).toEqual([]);
  });
});

test('a target with its host, and a request for another protocol, are served', async () => {
  const { key } = await shop.buyer();
  const authorization = `Authorization: Bearer ${key}`;
  for (const bytes of [
    head(`GET http://shop.example${at('/balance')} HTTP/1.1`, authorization),
    head(`GET ${at('/balance')} HTTP/1.1`, authorization, 'Connection: Upgrade', 'Upgrade: h2c'),
    head(`GET ${at('/balance')} HTTP/1.1`, authorization, 'Upgrade: websocket'),
    `GET ${at('/balance')} HTTP/1.0\r\n${authorization}\r\n\r\n`,
  ]) {
    const [answer] = await rawRequest(shop.url, bytes);
    expect(answer?.status).toBe(200);
    expect(faultsOf('GET', at('/balance'), answer)).toEqual([]);
  }
});

describe('a sender that closes its half at once', () => {
  beforeAll(reopen);

  test.each(['HEAD', 'GET', 'OPTIONS', 'DELETE'])('gets its reply for %s', async (method) => {
    const { key } = await shop.buyer();
    for (const path of ['/balance', '/orders', '/openapi.json', '/nothing'].map(at)) {
      const bytes = head(`${method} ${path} HTTP/1.1`, `Authorization: Bearer ${key}`);
      const answers = await rawRequest(shop.url, bytes, { methods: [method], end: true });
      expect([path, answers.length]).toEqual([path, 1]);
      expect([path, ...faultsOf(method, path, answers[0])]).toEqual([path]);
    }
  });

  test.each([
    ['nonsense', 'nonsense\r\n\r\n', 400],
    ['a tunnel', head('CONNECT shop.example:443 HTTP/1.1'), 405],
    [
      'invalid chunks',
      `${head(`POST ${at('/orders')} HTTP/1.1`, 'Transfer-Encoding: chunked')}-1\r\n`,
      401,
    ],
  ] as const)(
    'gets its replies in order, with %s after valid requests',
    async (_, last, status) => {
      const { key } = await shop.buyer();
      const good = head(`GET ${at('/orders')} HTTP/1.1`, `Authorization: Bearer ${key}`);
      const methods = ['GET', 'GET', 'GET'];
      const answers = await rawRequest(shop.url, good + good + last, { methods, end: true });
      expect(answers.map((each) => each.status)).toEqual([200, 200, status]);
      for (const answer of answers) expect(faultsOf('GET', at('/orders'), answer)).toEqual([]);
    },
  );
});

test('whatever follows a request for another protocol gets a reply that it was not read', async () => {
  const { key } = await shop.buyer();
  const authorization = `Authorization: Bearer ${key}`;
  const line = `GET ${at('/balance')} HTTP/1.1`;
  const bytes =
    head(line, authorization, 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c') +
    head(line, authorization);
  const answers = await rawRequest(shop.url, bytes, { methods: ['GET', 'GET'] });
  expect(answers.map(({ status }) => status)).toEqual([200]);
  expect(answers[0]?.headers.get('connection')).toBe('close');
});
