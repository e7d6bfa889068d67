/**
 * Guards: what a receiver answers is read as another well-tested client reads it, however its bytes are cut into packets, and nothing
 * that could be understood in two ways is taken for a reply or leaves a connection in use.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Client } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HeldBytes } from './held-bytes.ts';
import { ReplyFault } from './reply-fault.ts';
import { ReplyReader } from './reply-reader.ts';

/** What was read of a connection on which one request was sent. */
type Outcome =
  | { readonly status: number; readonly body: string; readonly name?: string | undefined }
  | 'refused'
  | 'incomplete';

interface Read {
  readonly outcome: Outcome;
  /** Milliseconds; 0 if the connection is closed after the reply. */
  readonly reusableMs: number;
}

const reply = (...lines: string[]) => `HTTP/1.1 200 OK\r\n${lines.join('\r\n')}\r\n\r\n`;
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `X-${index}: a`);
const repeated = (count: number) => Array.from({ length: count }, () => 'a:');
const SIZED = reply('Content-Length: 2');
const CHUNKED = reply('Transfer-Encoding: chunked');

/** Reads packets, and then the end of the connection. */
function readAll(packets: readonly Buffer[], reader = new ReplyReader()): Read {
  let status = 0;
  let name: string | undefined;
  const body: Buffer[] = [];
  const sink = {
    onHead: (head: { status: number; headers: Readonly<Record<string, unknown>> }) => {
      status = head.status;
      name = [head.headers['x-name']].flat()[0] as string | undefined;
    },
    onBody: (bytes: Buffer) => body.push(Buffer.from(bytes)),
  };
  const done = (isWhole: boolean): Read => ({
    outcome: isWhole
      ? { status, body: Buffer.concat(body).toString('latin1'), name }
      : 'incomplete',
    reusableMs: reader.reusableMs,
  });
  try {
    for (const packet of packets) if (reader.read(packet, sink)) return done(true);
    return done(reader.end());
  } catch (error) {
    if (!(error instanceof ReplyFault)) throw error;
    return { outcome: 'refused', reusableMs: 0 };
  }
}

const whole = (raw: string) => readAll([Buffer.from(raw, 'latin1')]);
const byByte = (raw: string) =>
  readAll([...Buffer.from(raw, 'latin1')].map((each) => Buffer.of(each)));

const AGREED: readonly (readonly [name: string, raw: string])[] = [
  ['a length', `${SIZED}ok`],
  ['a length of nothing', reply('Content-Length: 0')],
  ['a length, and the end before it', `${reply('Content-Length: 3')}ok`],
  ['no length: until the connection ends', `${reply('X-Name: a')}until the end`],
  ['no header at all', 'HTTP/1.1 200 OK\r\n\r\nok'],
  ['no reason', 'HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok'],
  ['no reason and no space', 'HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok'],
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'],
  ['HTTP/1.0 until the end', 'HTTP/1.0 404 Not Found\r\n\r\nok'],
  ['an unusual status', 'HTTP/1.1 599 Odd\r\nContent-Length: 2\r\n\r\nok'],
  ['204', 'HTTP/1.1 204 No Content\r\n\r\n'],
  ['304 with a length', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'],
  ['chunks', `${CHUNKED}2\r\nok\r\n3\r\nyes\r\n0\r\n\r\n`],
  [
    'chunks with extensions and trailers',
    `${CHUNKED}2;a=b\r\nok\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n`,
  ],
  ['chunks in capital hexadecimal', `${CHUNKED}0A\r\n0123456789\r\n0\r\n\r\n`],
  ['chunks of several codings', `${reply('Transfer-Encoding: gzip, chunked')}2\r\nok\r\n0\r\n\r\n`],
  ['a coding that is not chunked', `${reply('Transfer-Encoding: gzip')}ok`],
  ['chunks that end early', `${CHUNKED}5\r\nok`],
  ['chunks without the last line', `${CHUNKED}2\r\nok\r\n0\r\n`],
  ['a chunk without a size', `${CHUNKED}\r\nok\r\n0\r\n\r\n`],
  ['a chunk with an invalid size', `${CHUNKED}2x\r\nok\r\n0\r\n\r\n`],
  ['a chunk with a negative size', `${CHUNKED}-2\r\nok\r\n0\r\n\r\n`],
  ['a chunk that is longer than its size', `${CHUNKED}1\r\nok\r\n0\r\n\r\n`],
  ['spaces around a value', `${reply('X-Name: \t padded \t', 'Content-Length:2')}ok`],
  ['an empty value', `${reply('X-Name:', 'Content-Length: 2')}ok`],
  ['names in any case', `${reply('x-NAME: a', 'cOnTeNt-LeNgTh: 2')}ok`],
  ['bytes beyond ASCII', `${reply('X-Name: \xfc', 'Content-Length: 2')}ok`],
  ['as many headers as we accept', `${reply(...numbered(199), 'Content-Length: 2')}ok`],
  ['one header as often as we accept', `${reply(...repeated(199), 'Content-Length: 2')}ok`],
  ['103 before the reply', `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${SIZED}ok`],
  ['an empty line before the reply', `\r\n${SIZED}ok`],
  ['a header in two lines', `${reply('X-Name: a', ' b', 'Content-Length: 2')}ok`],
  ['lines that end with LF alone', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok'],
  ['two lengths', `${reply('Content-Length: 2', 'Content-Length: 2')}ok`],
  ['lengths in a list', `${reply('Content-Length: 2, 2')}ok`],
  [
    'a length and chunks',
    `${reply('Content-Length: 2', 'Transfer-Encoding: chunked')}2\r\nok\r\n0\r\n\r\n`,
  ],
  ['a negative length', `${reply('Content-Length: -2')}ok`],
  ['a length in hexadecimal', `${reply('Content-Length: 0x2')}ok`],
  ['a length with a sign', `${reply('Content-Length: +2')}ok`],
  ['a header without a colon', `${reply('X-Name', 'Content-Length: 2')}ok`],
  ['a header without a name', `${reply(': a', 'Content-Length: 2')}ok`],
  ['a space before a colon', `${reply('X-Name : a', 'Content-Length: 2')}ok`],
  ['NUL in a header', `${reply('X-Name: a\0b', 'Content-Length: 2')}ok`],
  ['a lone CR in a header', `${reply('X-Name: a\rb', 'Content-Length: 2')}ok`],
  ['another protocol', '220 mail.example ESMTP\r\n'],
  ['another protocol, of two lines', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
  ['a request', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['a status of two digits', 'HTTP/1.1 20 OK\r\nContent-Length: 2\r\n\r\nok'],
  ['a status of four digits', 'HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\nok'],
  ['a version of no HTTP', 'HTTP/3.7 200 OK\r\nContent-Length: 2\r\n\r\nok'],
  ['nothing', ''],
  ['half a head', 'HTTP/1.1 200 OK\r\nContent-Le'],
  ['a head that is too long', `${reply(`X-Name: ${'a'.repeat(17_000)}`, 'Content-Length: 2')}ok`],
  ['a head without an end', `HTTP/1.1 200 OK\r\n${'X-Name: abcdefgh\r\n'.repeat(2_000)}`],
];

let server: Server;
let next = '';
beforeAll(async () => {
  server = createServer((socket: Socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(next, 'latin1'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** What undici reads of the same bytes. */
async function byUndici(raw: string): Promise<Outcome> {
  next = raw;
  const { port } = server.address() as AddressInfo;
  const client = new Client(`http://127.0.0.1:${port}`, { maxHeaderSize: 16_384 });
  try {
    const { statusCode, headers, body } = await client.request({
      method: 'POST',
      path: '/',
      body: '{}',
    });
    const bytes = Buffer.from(await body.arrayBuffer());
    const name = [headers['x-name']].flat()[0];
    return {
      status: statusCode,
      body: bytes.toString('latin1'),
      // It leaves what is behind a value.
      name: name?.trim(),
    };
  } catch (error) {
    const { name, code } = error as { name: string; code: string };
    const isFault = name === 'HTTPParserError' || /HPE_|OVERFLOW|UND_ERR_RES/.test(code);
    return isFault ? 'refused' : 'incomplete';
  } finally {
    await client.destroy();
  }
}

test.each(AGREED)('%s: as undici', async (_name, raw) => {
  const read = whole(raw);
  expect(byByte(raw)).toEqual(read);
  expect(read.outcome).toEqual(await byUndici(raw));
});

test.each([
  ['headers', numbered(201)],
  ['times one header', repeated(201)],
  ['times one header, of a head that is full', repeated(4_080)],
  ['words about the connection', Array.from({ length: 1_000 }, () => 'Connection: a')],
])('too many %s: refused', (_name, lines) => {
  const raw = reply(...lines);
  expect(raw.length).toBeLessThan(16_384);
  expect(whole(raw)).toEqual({ outcome: 'refused', reusableMs: 0 });
});

test.each(AGREED)('%s: the same in two packets, wherever they are cut', (_name, raw) => {
  const bytes = Buffer.from(raw, 'latin1');
  const read = whole(raw);
  for (let at = 1; at < Math.min(bytes.length, 300); at += 1) {
    expect(readAll([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(read);
  }
});

test('one after another on one connection, with the same head or another one: each as if it were alone', () => {
  const reader = new ReplyReader();
  const lasting = AGREED.map(([, raw]) => raw).filter((raw) => {
    const { outcome, reusableMs } = whole(raw);
    return typeof outcome === 'object' && reusableMs > 0;
  });
  const other = `${reply('X-Name: b', 'Content-Length: 3')}yes`;
  for (const raw of lasting) {
    for (const each of [raw, raw, other, raw, other, other]) {
      expect(readAll([Buffer.from(each, 'latin1')], reader)).toEqual(whole(each));
    }
  }
  expect(lasting.length).toBeGreaterThan(15);
});

test('bytes that come one by one are moved a few times, not at each of them', () => {
  const held = new HeldBytes();
  const places = new Set<ArrayBufferLike>();
  for (let count = 0; count < 16_384; count += 1) {
    const all = held.with(Buffer.of(count % 256));
    held.keep(all);
    if (count > 4_096) places.add(all.buffer);
  }
  expect(places.size).toBeLessThan(5);
  const all = held.with(Buffer.of(1));
  expect(all).toHaveLength(16_385);
  expect(all.subarray(0, -1).every((byte, at) => byte === at % 256)).toBe(true);
});
