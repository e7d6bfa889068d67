/**
 * Guards: what can be wrong with a request apart from its fields. A body that is not JSON, too large or of the wrong
 * type, invalid headers, an unknown path or query: each gets the contract's reply, and nothing is written.
 */
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Order, Problem } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CallOptions, openShop, type Shop, storedState } from '../../testkit/index.ts';

let shop: Shop;
let key: string;
let pending: string;
let before: Record<string, string>;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 10 });
  ({ key } = await shop.buyer({ balance: '500.00', invoiceLimit: 100_000 }));
  const body = { region: 'US', denomination: 50, quantity: 1, payment: 'invoice' };
  pending = (await shop.call<Order>('POST', '/orders', { key, body })).body.id;
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  before = await storedState(shop.owner.reads);
});

const GOOD = '{"region":"US","denomination":50,"quantity":1}';
const ofSize = (bytes: number) => GOOD.replace('}', `${' '.repeat(bytes - GOOD.length)}}`);
const nested = (depth: number) => '{"a":'.repeat(depth) + 1 + '}'.repeat(depth);
const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));

async function refused(method: string, path: string, options: CallOptions): Promise<Problem> {
  const answer = await shop.call<Problem>(method, path, options);
  expect(await storedState(shop.owner.reads)).toEqual(before);
  return answer.body;
}

describe('a body', () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ['empty', ''],
    ['white space only', ' \n'],
    ['cut short', GOOD.slice(0, -1)],
    ['two values', `${GOOD}${GOOD}`],
    ['a trailing comma', GOOD.replace('}', ',}')],
    ['single quotes', GOOD.replaceAll('"', "'")],
    ['a comment', GOOD.replace('{', '{/* one */')],
    ['a bare word', 'undefined'],
    ['NaN', GOOD.replace('50', 'NaN')],
    ['a leading zero', GOOD.replace('50', '050')],
    ['a raw line break in text', GOOD.replace('US', 'U\nS')],
    ['a raw NUL in text', GOOD.replace('US', 'U\0')],
    ['a raw NUL behind it', `${GOOD}\0`],
    ['a byte order mark inside', bytes(GOOD.replace(',', '\ufeff,'))],
    ['two byte order marks', bytes('\ufeff\ufeff', GOOD)],
    ['UTF-16', new Uint8Array(Buffer.from(GOOD, 'utf16le'))],
    ['a broken UTF-8 sequence', bytes(GOOD.replace('}', ',"reference":"'), [0xc3, 0x28], '"}')],
    ['an overlong slash', bytes(GOOD.replace('}', ',"reference":"'), [0xc0, 0xaf], '"}')],
    ['a surrogate as UTF-8', bytes('{"a":"', [0xed, 0xa0, 0x80], '"}')],
    ['random bytes', new Uint8Array([0, 1, 2, 250, 251, 252])],
    ['a form', 'region=US&denomination=50&quantity=1'],
    ['a member twice', GOOD.replace('}', ',"quantity":100}')],
    ['a member twice, once escaped', GOOD.replace('}', ',"quantit\\u0079":100}')],
    ['a member twice, deeper', GOOD.replace('}', ',"metadata":{"a":"1","a":"2"}}')],
    ['nested too deep', nested(17)],
    ['nested absurdly deep', nested(9_000)],
    ['an array nested absurdly deep', '['.repeat(32_000) + ']'.repeat(32_000)],
    ['thousands of members', `{${Array.from({ length: 4_000 }, (_, n) => `"${n}":1`).join()}}`],
  ])('with %s is malformed', async (_name, raw) => {
    const problem = await refused('POST', '/orders', { key, raw });
    expect(problem).toMatchObject({ status: 400, code: 'malformed_json' });
  });

  test('nested as deep as allowed is read', async () => {
    const problem = await refused('POST', '/orders', { key, raw: nested(16) });
    expect(problem.code).toBe('validation_failed');
  });

  test('of 64 KiB is read, and one byte more is refused', async () => {
    const whole = await shop.call('POST', '/orders', { key, raw: ofSize(65_536) });
    expect(whole.status).toBe(201);
    before = await storedState(shop.owner.reads);
    const problem = await refused('POST', '/orders', { key, raw: ofSize(65_537) });
    expect(problem).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  test('with a byte order mark at its start is read', async () => {
    const raw = bytes([0xef, 0xbb, 0xbf], GOOD);
    expect((await shop.call('POST', '/orders', { key, raw })).status).toBe(201);
  });

  test.each(['gzip', 'br', 'deflate', 'gzip, identity', 'x'])(
    'encoded as %s is refused with the reason',
    async (encoding) => {
      const raw = new Uint8Array(gzipSync(GOOD));
      const headers = { 'content-encoding': encoding };
      const problem = await refused('POST', '/orders', { key, raw, headers });
      expect(problem).toMatchObject({ status: 415, code: 'unsupported_media_type' });
      expect(problem.detail).toContain('without Content-Encoding');
    },
  );

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'x'])(
    'an empty body counts as no body, also with the type %s',
    async (type) => {
      const headers = { 'content-type': type };
      const none = { key, raw: '', headers };
      const problem = await refused('POST', '/orders', none);
      expect(problem).toMatchObject({ status: 400, code: 'malformed_json' });
      expect(problem.detail).toContain('empty');
      const path = '/events/evt_01m84j5stvek8taznva0d678kp/redeliver';
      const scopes = ['webhooks'] as const;
      const { text } = await shop.key(await shop.partner(), { scopes: [...scopes] });
      before = await storedState(shop.owner.reads);
      expect((await refused('POST', path, { ...none, key: text })).code).toBe('not_found');
    },
  );

  test.each([
    '',
    'text/plain',
    'text/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/vnd.api+json',
    'application/jsonp',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'json',
    '*/*',
  ])('of the type %j is refused', async (type) => {
    const headers = { 'content-type': type };
    const raw = new Uint8Array(Buffer.from(GOOD));
    const problem = await refused('POST', '/orders', { key, raw, headers });
    expect(problem).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  test.each(['application/json', 'Application/JSON', 'application/json; charset=UTF-8'])(
    'of the type %j is accepted',
    async (type) => {
      const headers = { 'content-type': type };
      const answer = await shop.call('POST', '/orders', { key, raw: GOOD, headers });
      expect(answer.status).toBe(201);
    },
  );

  test.each([
    ['[]', 422, ''],
    ['null', 422, ''],
    ['"x"', 422, ''],
    ['{"reason":"mistake"}', 422, '/reason'],
    ['{', 400, undefined],
    ['{"a":1,"a":1}', 400, undefined],
  ])('a body is refused where the call has none: %s', async (raw, status, pointer) => {
    const problem = await refused('POST', `/orders/${pending}/cancel`, { key, raw });
    expect(problem.status).toBe(status);
    expect(problem.errors?.[0]?.pointer).toBe(pointer);
  });
});

describe('an Idempotency-Key', () => {
  const calls = () => [
    ['/orders', GOOD],
    [`/orders/${pending}/cancel`, undefined],
    ['/key-reports', `{"key":"psnb2b_live_${'0'.repeat(49)}"}`],
  ];

  test.each([
    ['with a space', 'two words'],
    ['with a tab', 'two\twords'],
    ['beyond ASCII', 'clé'],
    ['too long', 'x'.repeat(256)],
    ['twice in one line', 'one, two'],
  ])('%s is refused', async (_name, idempotencyKey) => {
    for (const [path = '', raw] of calls()) {
      const options = { key, idempotencyKey, ...(raw !== undefined && { raw }) };
      const problem = await refused('POST', path, options);
      expect(problem).toMatchObject({ status: 400, code: 'idempotency_key_invalid' });
    }
  });

  test.each([[['one', 'two']], [['same', 'same']], [['']]])(
    'in the header lines %j is refused',
    async (lines) => {
      const status = await rawPost(lines);
      expect(status).toBe(400);
      expect(await storedState(shop.owner.reads)).toEqual(before);
    },
  );

  test('of 255 characters is accepted', async () => {
    const idempotencyKey = '!~'.padEnd(255, 'x');
    expect((await shop.call('POST', '/orders', { key, raw: GOOD, idempotencyKey })).status).toBe(
      201,
    );
  });

  /** Sends each value in a header line of its own, which fetch would join. */
  function rawPost(lines: string[]): Promise<number> {
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': lines,
      };
      const sent = request(`${shop.url}/api/v1/orders`, { method: 'POST', headers }, (reply) => {
        reply.resume().on('end', () => resolve(reply.statusCode ?? 0));
      });
      sent.on('error', reject).end(GOOD);
    });
  }
});

describe('a reported key', () => {
  test.each([
    ['{}', 'required'],
    ['{"key":null}', 'type'],
    ['{"key":1}', 'type'],
    ['{"key":""}', 'pattern'],
    ['{"key":"psnb2b_live_short"}', 'pattern'],
    [`{"key":"psnb2b_prod_${'0'.repeat(49)}"}`, 'pattern'],
    [`{"key":"psnb2b_live_${'0'.repeat(49)}\\n"}`, 'pattern'],
  ])('%s', async (raw, code) => {
    const problem = await refused('POST', '/key-reports', { key, raw });
    expect(problem).toMatchObject({ status: 422, errors: [{ pointer: '/key', code }] });
  });
});

describe('a query', () => {
  test.each(['/balance', '/openapi.json', '/inventory', '/orders'])(
    'of %s with an unknown name',
    async (path) => {
      for (const name of ['colour', 'key', '__proto__', 'toString', 'Limit']) {
        const problem = await refused('GET', `${path}?${name}=x`, { key });
        expect(problem).toMatchObject({
          status: 422,
          errors: [{ pointer: `/${name}`, code: 'unknown_member' }],
        });
      }
    },
  );

  test('of an order with an unknown name', async () => {
    for (const call of ['', '/codes']) {
      const problem = await refused('GET', `/orders/${pending}${call}?format=csv`, { key });
      expect(problem).toMatchObject({ status: 422, errors: [{ pointer: '/format' }] });
    }
    const post = await refused('POST', `/orders?dry_run=1`, { key, raw: GOOD });
    expect(post).toMatchObject({ status: 422, errors: [{ pointer: '/dry_run' }] });
  });

  const foreign = Buffer.from('claims 0190a5b0-0000-7000-8000-000000000000').toString('base64url');
  test.each([
    ['limit', '', 'type'],
    ['limit', '0', 'minimum'],
    ['limit', '-1', 'minimum'],
    ['limit', '101', 'maximum'],
    ['limit', '1e2', 'type'],
    ['limit', '1.5', 'type'],
    ['limit', '0x10', 'type'],
    ['limit', '%2B5', 'type'],
    ['limit', '5%20', 'type'],
    ['limit', 'ten', 'type'],
    ['limit', 'NaN', 'type'],
    ['limit', '99999999999999999999', 'type'],
    ['limit', '5&limit=6', 'repeated'],
    ['status', '', 'enum', '/status/0'],
    ['status', 'Delivered', 'enum', '/status/0'],
    ['status', 'paid&status=done', 'enum', '/status/1'],
    ['status', Array.from({ length: 101 }, () => 'paid').join('&status='), 'max_items'],
    ['region', '', 'pattern', '/region/0'],
    ['region', 'USA', 'pattern', '/region/0'],
    ['region', 'US&region=U%00', 'pattern', '/region/1'],
    ['reference', '', 'min_length'],
    ['reference', 'x'.repeat(65), 'max_length'],
    ['reference', 'a%00b', 'text'],
    ['created_after', '', 'format'],
    ['created_after', 'yesterday', 'format'],
    ['created_after', '1732377600', 'format'],
    ['created_after', '2026-11-24', 'format'],
    ['created_after', '2026-11-24T00:00:00', 'format'],
    ['created_after', '2026-11-24%2000:00:00Z', 'format'],
    ['created_after', '2026-13-01T00:00:00Z', 'format'],
    ['created_after', '2026-02-30T00:00:00Z', 'format'],
    ['created_after', '2026-11-24T24:01:00Z', 'format'],
    ['created_after', '2026-11-24T00:00:00%2B25:00', 'format'],
    ['created_before', '0', 'format'],
    ['created_before', '+100000-01-01T00:00:00Z', 'format'],
    ['cursor', '', 'min_length'],
    ['cursor', 'x', 'cursor'],
    ['cursor', 'x'.repeat(513), 'max_length'],
    ['cursor', foreign, 'cursor'],
    ['cursor', '%00', 'text'],
    ['cursor', `${Buffer.from('orders x').toString('base64url')}`, 'cursor'],
  ])('of the list with %s=%s', async (name, value, code, pointer = `/${name}`) => {
    const problem = await refused('GET', `/orders?${name}=${value}`, { key });
    expect(problem).toMatchObject({ status: 422, errors: [{ pointer, code }] });
  });

  test.each([
    ['region=USA', '/region/0', 'pattern'],
    ['region=US&region=', '/region/1', 'pattern'],
    [Array.from({ length: 101 }, () => 'region=US').join('&'), '/region', 'max_items'],
    ['denomination=', '/denomination', 'pattern'],
    ['denomination=fifty', '/denomination', 'pattern'],
    ['denomination=0', '/denomination', 'minimum'],
    ['denomination=-5', '/denomination', 'pattern'],
    ['denomination=1&denomination=2', '/denomination', 'repeated'],
    ['in_stock=1', '/in_stock', 'type'],
    ['in_stock=TRUE', '/in_stock', 'type'],
    ['in_stock=', '/in_stock', 'type'],
    ['in_stock=true&in_stock=false', '/in_stock', 'repeated'],
  ])('of the inventory with %s', async (query, pointer, code) => {
    const problem = await refused('GET', `/inventory?${query}`, { key });
    expect(problem).toMatchObject({ status: 422, errors: [{ pointer, code }] });
  });

  test.each([
    ['', 422, 'validation_failed'],
    ['?since=', 422, 'validation_failed'],
    [`?since=${'x'.repeat(513)}`, 422, 'validation_failed'],
    ['?since=a&since=b', 422, 'validation_failed'],
    ['?since=a&cursor=a', 422, 'validation_failed'],
    ['?cursor=184467', 409, 'cursor_expired'],
    ['?since=184467', 409, 'cursor_expired'],
    ['?since=%F0%9F%8E%AE', 409, 'cursor_expired'],
    ['?since=-1', 409, 'cursor_expired'],
  ])('of the changes %s', async (query, status, code) => {
    const problem = await refused('GET', `/inventory/changes${query}`, { key });
    expect(problem).toMatchObject({ status, code });
  });
});

describe('a path', () => {
  test.each([
    '/nothing',
    '/orders/',
    '/Orders',
    '/orders//codes',
    '/orders/x/y/z',
    '/%6Frders%2F',
    '/orders/%zz',
    '/orders/%',
    '/orders/%E0%A4%A',
    `/orders/${'x'.repeat(500)}`,
    '/balance;a=b',
    '',
    '/',
  ])('%j is an unknown path: not found', async (path) => {
    const problem = await refused('GET', path, { key });
    expect(problem).toMatchObject({ status: 404, code: 'not_found' });
  });

  test.each([
    ['PUT', '/orders', 'GET, HEAD, POST'],
    ['PATCH', '/orders', 'GET, HEAD, POST'],
    ['DELETE', '/orders', 'GET, HEAD, POST'],
    ['OPTIONS', '/orders', 'GET, HEAD, POST'],
    ['POST', '/balance', 'GET, HEAD'],
    ['POST', '/inventory', 'GET, HEAD'],
    ['POST', '/inventory/changes', 'GET, HEAD'],
    ['DELETE', '/orders/{id}', 'GET, HEAD'],
    ['GET', '/orders/{id}/cancel', 'POST'],
    ['POST', '/orders/{id}/codes', 'GET, HEAD'],
    ['GET', '/key-reports', 'POST'],
    ['POST', '/openapi.json', 'GET, HEAD'],
    ['QUERY', '/orders', 'GET, HEAD, POST'],
    ['PROPFIND', '/orders', 'GET, HEAD, POST'],
  ])('%s %s: a method that the path does not have', async (method, path, allow) => {
    const answer = await shop.call(method, path.replace('{id}', pending), { key });
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
    const allowed = (answer.headers.get('allow') ?? '').split(', ').sort();
    expect(allowed).toEqual(allow.split(', ').sort());
    expect(await storedState(shop.owner.reads)).toEqual(before);
  });
});

test('every invariant still holds afterwards', async () => {
  expect(await shop.verify()).toEqual([]);
});
