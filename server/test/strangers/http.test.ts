/**
 * Guards: requests as other programs, proxies and languages write them are served where their meaning is certain;
 * otherwise they are refused with the true reason, in the contract's form, and no order is placed.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { basePath, type Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  buy,
  contractFaults,
  file,
  openShop,
  rawRequest,
  type Shop,
  storedState,
} from '../../testkit/index.ts';

const inputs = new URL('http/', import.meta.url);
const input = (name: string) => readFileSync(new URL(name, inputs));

let shop: Shop;
let key: string;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 100 });
  ({ key } = await shop.buyer({ balance: '5000.00' }));
});
afterAll(() => shop[Symbol.asyncDispose]());

const ORDER = '{"region":"US","denomination":50,"quantity":1}';
const JSON_TYPE = 'Content-Type: application/json';
type Body = string | Buffer;

/** Returns the bytes of an order: these header lines after the key, and this body with its length. */
function order(body: Body = ORDER, lines: readonly string[] = [JSON_TYPE]): Buffer {
  return placed([...lines, `Content-Length: ${Buffer.byteLength(body)}`], body);
}

/** The same without our length header. */
function placed(lines: readonly string[], body: Body, start = 'POST /orders HTTP/1.1'): Buffer {
  const first = start.replace(' /', ` ${basePath}/`);
  const head = [first, 'Host: shop.example', `Authorization: Bearer ${key}`, ...lines, '', ''];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), Buffer.from(body)]);
}

const chunked = (body: string, { size = '', after = '', trailer = '' } = {}) =>
  `${size || ORDER.length.toString(16)}${after}\r\n${body}\r\n0\r\n${trailer}\r\n`;
const get = (path: string, ...lines: string[]) => placed(lines, '', `GET ${path} HTTP/1.1`);
const asked = (text: string) => order(ORDER.replace('}', `,${text}}`));
const CHUNKS = [JSON_TYPE, 'Transfer-Encoding: chunked'];

/** One order with its content, or a refusal whose sentence matches. */
type Outcome = Partial<Order> | readonly [status: number, code: string, says: RegExp];
const TAKEN: Outcome = { quantity: 1, status: 'delivered' };
const NOT_HTTP = [400, 'malformed_request', /HTTP library/] as const;

const ORDERS: Readonly<Record<string, readonly [bytes: () => Buffer, outcome: Outcome]>> = {
  'order-with-bom.json': [() => order(input('order-with-bom.json')), TAKEN],
  'order.json.gz': [
    () => order(input('order.json.gz'), [JSON_TYPE, 'Content-Encoding: gzip']),
    [415, 'unsupported_media_type', /without Content-Encoding/],
  ],
  'order.json.gz, as if it were not packed': [
    () => order(input('order.json.gz')),
    [400, 'malformed_json', /./],
  ],
  'chunks in capitals': [
    () => placed([JSON_TYPE, 'Transfer-Encoding: Chunked'], chunked(ORDER)),
    TAKEN,
  ],
  'chunks with extensions': [
    () => placed(CHUNKS, chunked(ORDER, { after: ';a=b;c="d;e"' })),
    TAKEN,
  ],
  'chunks with a trailer': [
    () => placed([...CHUNKS, 'Trailer: X-A'], chunked(ORDER, { trailer: 'X-A: b\r\n' })),
    TAKEN,
  ],
  'chunks of a size beyond all numbers': [
    () => placed(CHUNKS, chunked(ORDER, { size: '1000000000000002e' })),
    NOT_HTTP,
  ],
  'a length in the trailer': [
    () => placed(CHUNKS, chunked(ORDER, { trailer: 'Content-Length: 3\r\n' })),
    NOT_HTTP,
  ],
  'chunks said twice': [
    () => placed([...CHUNKS, 'Transfer-Encoding: chunked'], chunked(ORDER)),
    NOT_HTTP,
  ],
  'chunks, then identity': [
    () => placed([JSON_TYPE, 'Transfer-Encoding: chunked, identity'], chunked(ORDER)),
    NOT_HTTP,
  ],
  'an identity of HTTP/1.1 from before 1999': [
    () => order(ORDER, [JSON_TYPE, 'Transfer-Encoding: identity']),
    NOT_HTTP,
  ],
  'chunks that look like chunks': [
    () => placed([JSON_TYPE, 'Transfer-Encoding: \x0bchunked'], chunked(ORDER)),
    NOT_HTTP,
  ],
  'the same length twice': [
    () => order(ORDER, [JSON_TYPE, `Content-Length: ${ORDER.length}`]),
    NOT_HTTP,
  ],
  'a length with a sign': [
    () => placed([JSON_TYPE, `Content-Length: +${ORDER.length}`], ORDER),
    NOT_HTTP,
  ],
  'a folded header': [() => order(ORDER, [JSON_TYPE, 'X-A: b\r\n c']), NOT_HTTP],
  'a method in lower case': [
    () => placed([JSON_TYPE, `Content-Length: ${ORDER.length}`], ORDER, 'post /orders HTTP/1.1'),
    NOT_HTTP,
  ],
  'curl, which asks before it sends': [
    () => order(ORDER, [JSON_TYPE, 'Expect: 100-continue']),
    TAKEN,
  ],
  'an empty Idempotency-Key': [
    () => order(ORDER, [JSON_TYPE, 'Idempotency-Key: ']),
    [400, 'idempotency_key_invalid', /1 to 255/],
  ],
  'a key of bearer in lower case': [
    () => Buffer.from(order().toString('latin1').replace('Bearer', 'bearer'), 'latin1'),
    TAKEN,
  ],
  'a header in Latin-1': [() => order(ORDER, [JSON_TYPE, 'X-Name: M\xfcller']), TAKEN],
  'a charset in quotes': [
    () => order(ORDER, ['Content-Type: application/json; charset="utf-8"']),
    TAKEN,
  ],
  'a charset without its hyphen': [
    () => order(ORDER, ['Content-Type: application/json;charset=UTF8']),
    TAKEN,
  ],
  'a type that ends with a semicolon': [
    () => order(ORDER, ['Content-Type: application/json;']),
    TAKEN,
  ],
  'parameters of OData': [
    () => order(ORDER, ['Content-Type: application/json; odata=verbose']),
    TAKEN,
  ],
  'two types': [
    () => order(ORDER, [JSON_TYPE, 'Content-Type: text/plain']),
    [400, 'malformed_request', /two Content-Type lines/],
  ],
  'an encoding that changes nothing': [
    () => order(ORDER, [JSON_TYPE, 'Content-Encoding: identity']),
    TAKEN,
  ],
  'UTF-16': [() => order(Buffer.from(ORDER, 'utf16le').swap16()), [400, 'malformed_json', /./]],
  'a whole number that JavaScript writes as one': [
    () => order(ORDER.replace(':1}', ':1.0e0}')),
    TAKEN,
  ],
  'minus zero': [
    () => order(ORDER.replace(':1}', ':-0}')),
    [422, 'validation_failed', /quantity must be at least 1/],
  ],
  'a number beyond all numbers': [
    () => order(ORDER.replace(':1}', ':1e400}')),
    [422, 'validation_failed', /quantity must be at most/],
  ],
  'a number beyond what doubles count': [
    () => order(ORDER.replace(':1}', ':9007199254740993}')),
    [422, 'validation_failed', /quantity must be at most/],
  ],
  'a member twice': [() => asked('"quantity":2'), [400, 'malformed_json', /twice/]],
  'names in another case': [
    () => order(ORDER.replace('quantity', 'Quantity')),
    [422, 'validation_failed', /Enter the quantity|The Quantity is not known here/],
  ],
  'a prototype': [
    () => asked('"__proto__":{"payment":"invoice"}'),
    [422, 'validation_failed', /The member "__proto__" is not known here/],
  ],
  'a member without a name': [
    () => asked('"":1'),
    [422, 'validation_failed', /The member "" is not known here/],
  ],
  'a prototype in what is free': [() => asked('"metadata":{"__proto__":"x"}'), TAKEN],
  'half of a surrogate pair': [
    () => asked('"reference":"\\ud800"'),
    [422, 'validation_failed', /half of a surrogate pair/],
  ],
  'a NUL': [() => asked('"reference":"a\\u0000b"'), [422, 'validation_failed', /NUL/]],
  'a noncharacter': [() => asked('"reference":"a\\uffffb"'), { ...TAKEN, reference: 'a\uffffb' }],
  'pairs, counted as one': [
    () => asked(`"reference":"${'😀'.repeat(64)}"`),
    { ...TAKEN, reference: '😀'.repeat(64) },
  ],
  'an accent of its own': [() => asked('"reference":"e\\u0301"'), { reference: 'e\u0301' }],
  'the same accent in one': [() => asked('"reference":"\\u00e9"'), { reference: '\u00e9' }],
};

test.each(Object.entries(ORDERS))('%s', async (_name, [bytes, outcome]) => {
  const before = await storedState(shop.owner.reads);
  const [answer] = await rawRequest(shop.url, bytes(), { methods: ['POST'], end: false });
  expect(answer && contractFaults('POST', `${basePath}/orders`, answer)).toEqual([]);
  if (!Array.isArray(outcome)) {
    expect([answer?.status, answer?.body]).toMatchObject([201, outcome]);
    return;
  }
  const [status, code, says] = outcome;
  expect(answer).toMatchObject({ status, body: { code } });
  expect(answer?.text).toMatch(says.source.includes('"') ? jsonOf(says) : says);
  expect(await storedState(shop.owner.reads)).toEqual(before);
});

const jsonOf = (says: RegExp) => new RegExp(says.source.replaceAll('"', '\\\\"'));

test.each([
  [
    'a target with its scheme and host',
    () =>
      placed(
        [],
        '',
        'GET http://any.example/balance HTTP/1.1'.replace('/balance', `${basePath}/balance`),
      ),
    200,
  ],
  ['empty lines before it', () => Buffer.concat([Buffer.from('\r\n\r\n'), get('/balance')]), 200],
  ['a question mark and nothing', () => get('/balance?'), 200],
  ['ampersands and nothing', () => get('/orders?&&limit=1&'), 200],
  ['a fragment', () => get('/balance#top'), 200],
  ['empty header values', () => get('/balance', 'Accept: ', 'User-Agent: ', 'X-A:'), 200],
  ['a part of the reply asked for', () => get('/orders', 'Range: bytes=0-10'), 200],
  [
    'another method behind the real one',
    () => get('/orders', 'X-HTTP-Method-Override: DELETE'),
    200,
  ],
  ['a body', () => placed([JSON_TYPE, 'Content-Length: 2'], '{}', 'GET /balance HTTP/1.1'), 200],
  ['dots', () => get('/orders/../balance'), 404],
  ['dots in disguise', () => get('/orders/%2e%2e/balance'), 404],
  ['a slash in disguise', () => get('/orders%2Fx'), 404],
  ['parameters of a path', () => get('/orders;limit=1'), 404],
  ['a name without a name', () => get('/orders?=1'), 422],
  ['brackets of PHP', () => get('/orders?status[]=paid'), 422],
  ['semicolons between what is asked', () => get('/orders?limit=1;status=paid'), 422],
  ['two question marks', () => get('/orders??limit=1'), 422],
] as const)('a read with %s', async (_name, bytes, status) => {
  const [answer] = await rawRequest(shop.url, bytes());
  expect(answer?.status).toBe(status);
  const path = /\/api\/v1\/\w+/.exec(bytes().toString('latin1'))?.[0] ?? '';
  expect(answer && contractFaults('GET', path, answer)).toEqual([]);
});

test('slow-upload.mjs: a file at 100 KB a second arrives', async () => {
  const { order: bought, codes } = await buy(shop, key, 1);
  const { body: claim } = await file(shop, key, bought.id, [codes[0]?.id]);
  const url = `${shop.url}${basePath}/claims/${claim.id}/evidence?item=error_screenshot`;
  const script = new URL('slow-upload.mjs', inputs).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [script, url, key, '100', '50']);
  // What it sends is not a picture: only a server that read it to its end can answer that.
  expect(stdout).toMatch(/^422 .*validation_failed/);
});

test('every input is tried', () => {
  const tried = [...Object.keys(ORDERS), 'slow-upload.mjs'];
  expect(tried).toEqual(expect.arrayContaining(readdirSync(inputs)));
});

test('every invariant still holds afterwards', async () => {
  expect(await shop.verify()).toEqual([]);
});
