/**
 * Guards: a request means the same to us and to any proxy before us; a broken connection is not counted as our failure;
 * pages under https require https.
 */
import { connect } from 'node:net';
import { basePath } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractFaults, openShop, rawRequest, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let key: string;
beforeAll(async () => {
  shop = await openShop();
  key = (await shop.buyer()).key;
});
afterAll(() => shop[Symbol.asyncDispose]());

const requestOf = (path: string, lines: readonly string[]) =>
  [`GET ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n');

describe('two header lines where one is allowed', () => {
  const one = ['Host: shop.example', `Authorization: Bearer KEY`, 'Content-Type: application/json'];
  test.each([
    ['Host', 'host: other.example'],
    ['Host', 'HOST: shop.example'],
    ['Authorization', 'authorization: Bearer KEY'],
    ['Authorization', 'Authorization: Basic b3RoZXI6b25l'],
    ['Content-Type', 'content-type: application/json'],
    ['Content-Type', 'Content-Type: text/plain'],
  ])('of %s are refused with a 400 that names them: %s', async (name, more) => {
    const lines = [...one, more].map((line) => line.replace('KEY', key));
    for (const path of [`${basePath}/balance`, `${basePath}/nothing`, '/healthz']) {
      const [answer] = await rawRequest(shop.url, requestOf(path, lines));
      expect(answer?.status).toBe(400);
      expect(answer?.body).toMatchObject({ code: 'malformed_request' });
      expect(String(answer?.body.detail)).toContain(`two ${name} lines`);
      const isApi = path.startsWith(basePath);
      if (answer && isApi) expect(contractFaults('GET', path, answer)).toEqual([]);
    }
  });

  test('of others are accepted', async () => {
    const lines = [...one, 'X-Long-Header: 1', 'X-Long-Header: 2', 'Accept: a/b', 'Accept: */*'];
    const [answer] = await rawRequest(
      shop.url,
      requestOf(
        `${basePath}/balance`,
        [...lines, 'Connection: close'].map((l) => l.replace('KEY', key)),
      ),
    );
    expect(answer?.status).toBe(200);
  });
});

test.each(['gzip', 'br', 'gzip, identity', 'nonsense'])(
  'a body compressed as %s is not read',
  async (encoding) => {
    for (const path of ['/orders', '/claims/clm_x/evidence']) {
      const headers = {
        'content-encoding': encoding,
        ...(path !== '/orders' && { 'content-type': 'multipart/form-data; boundary=x' }),
      };
      const { status, body } = await shop.call('POST', path, { key, raw: '{}', headers });
      expect([path, status, body.code]).toEqual([path, 415, 'unsupported_media_type']);
    }
  },
);

test.each([
  ['of a known length', 'Content-Length: 1000', '{"quantity":'],
  ['in chunks', 'Transfer-Encoding: chunked', '5\r\n{"qua'],
])('a body %s that is cut off is not counted as our error', async (_what, length, begun) => {
  const { logs } = shop.nodes[0];
  const before = logs.length;
  const path = `${basePath}/orders`;
  const head = [
    `POST ${path} HTTP/1.1`,
    ...['Host: shop.example', `Authorization: Bearer ${key}`, 'Content-Type: application/json'],
    length,
  ];
  const socket = connect(Number(new URL(shop.url).port), '127.0.0.1');
  socket.write(`${head.join('\r\n')}\r\n\r\n${begun}`);
  // Admitted and counted: from here it is our request.
  await admitted();
  socket.resetAndDestroy();
  while (!logs.slice(before).some((line) => line.includes('broken off'))) await shop.settle();
  expect(logs.slice(before).filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
});

/** Waits until another request, sent later, has its reply. */
async function admitted(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await shop.call('GET', '/balance', { key });
}

test('pages require https where the shop has it, and do not mention it where it has not', async () => {
  await using secure = await openShop({ env: { PUBLIC_URL: 'https://codes.example' } });
  for (const path of ['/', '/portal', '/console', '/docs', '/healthz', '/.well-known/jwks.json']) {
    const said = async (url: string) => {
      const reply = await fetch(url + path);
      await reply.text();
      return reply.headers.get('strict-transport-security');
    };
    expect([path, await said(secure.url)]).toEqual([path, 'max-age=31536000']);
    expect([path, await said(shop.url)]).toEqual([path, null]);
  }
});
