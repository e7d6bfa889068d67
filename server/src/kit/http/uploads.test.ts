/**
 * Guards: an upload gets its place before its first byte is read; one that pauses is cut with a problem document and
 * occupies nothing; one that is slow but steady arrives.
 */
import { execFile } from 'node:child_process';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BodyLimits } from './body-pace.ts';
import { type Authoriser, json, routesOf } from './call.ts';
import { Drain } from './drain.ts';
import type { HttpOptions } from './exchange.ts';
import { mountApi } from './mount-api.ts';
import { createHttp } from './server.ts';
import { UploadPlaces } from './upload-places.ts';

const schema = Type.Object({});
const replies = { 200: { description: 'Read.', schema }, 201: { description: 'Kept.', schema } };
const file = { id: 'file', method: 'POST', path: '/files', upload: true, replies } as const;
const note = { id: 'note', method: 'POST', path: '/notes', replies } as const;
const places = new UploadPlaces({ perAddressMax: 1_000, inAllMax: 1_000 });
/** So short that only an upload may take longer, and so long that only a paused one is cut. */
const [wholeMs, stallMs] = [300, 1_500];

const authoriser: Authoriser<null, object> = {
  unmet: () => ({}),
  unread: {},
  keysOf: () => '',
  byOf: (_caller, { at, address, requestId }) => ({ actor: '', at, address, requestId }),
  admit: ({ headers }) => ({
    caller: null,
    refusal: null,
    owner: String(headers['x-owner']),
    quota: {
      headers: () => ({ 'x-places': 'told' }),
      takeOrder: () => {},
      giveBackOrder: () => {},
    },
  }),
};
const routes = routesOf<null>()({ file, note })({
  file: ({ upload }) =>
    json(201, { bytes: upload?.bytes.length, sha256: upload?.sha256.toString('hex') }),
  note: () => json(200, {}),
});

async function listen(bodyLimits: Partial<BodyLimits>): Promise<FastifyInstance> {
  const options: HttpOptions = {
    publicUrl: () => 'http://localhost',
    addressOf: (address) => address,
    now: () => new Date(),
    onReply: () => {},
    uploads: places,
    drain: new Drain(),
    bodyLimits,
  };
  const http = createHttp(options);
  mountApi(http, '/api', routes, authoriser, options);
  await http.listen({ host: '127.0.0.1', port: 0 });
  return http;
}

let app: FastifyInstance;
let patient: FastifyInstance;
let port: number;
let patientPort: number;
beforeAll(async () => {
  app = await listen({ wholeMs, stallMs });
  patient = await listen({ stallMs: 600_000 });
  port = (app.server.address() as AddressInfo).port;
  patientPort = (patient.server.address() as AddressInfo).port;
});
afterAll(async () => {
  await app.close();
  await patient.close();
});

const HEAD = '--B\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
const TAIL = '\r\n--B--\r\n';

interface Sent {
  readonly sending: ClientRequest;
  readonly reply: Promise<{ status: number; headers: IncomingMessage['headers']; body: unknown }>;
}

function send(path: string, headers: Record<string, string | number>, to = port): Sent {
  const sending = request({ port: to, path, method: 'POST', headers, agent: false });
  const reply = new Promise<Awaited<Sent['reply']>>((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', async (response) => {
      const text = (await Array.fromAsync(response)).join('');
      const { statusCode = 0 } = response;
      resolve({ status: statusCode, headers: response.headers, body: JSON.parse(text) });
    });
  });
  return { sending, reply };
}

function upload(owner: string, bytes: number, to = port): Sent {
  const headers = {
    'x-owner': owner,
    'content-type': 'multipart/form-data; boundary=B',
    'content-length': HEAD.length + bytes + TAIL.length,
  };
  return send('/api/files', headers, to);
}

describe('uploads that send nothing', () => {
  test('have three places per owner; all others are refused at once, and none uses memory', async () => {
    const all = Array.from({ length: 120 }, () => upload('prt_stalling', 10_000_000, patientPort));
    const refused = await new Promise<unknown[]>((resolve) => {
      const bodies: unknown[] = [];
      for (const { sending, reply } of all) {
        sending.flushHeaders();
        reply.then(
          ({ status, body }) => {
            bodies.push({ status, code: (body as { code: string }).code });
            if (bodies.length === 117) resolve(bodies);
          },
          () => {},
        );
      }
    });
    expect(new Set(refused.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ status: 429, code: 'rate_limited' })]),
    );
    expect(places.bytes).toBe(0);
    for (const { sending } of all) sending.destroy();
  });

  test('are cut with a problem document', async () => {
    const { sending, reply } = upload('prt_silent', 10_000_000);
    sending.flushHeaders();
    expect(await reply).toMatchObject({
      status: 408,
      headers: { connection: 'close', 'x-places': 'told', 'x-request-id': expect.any(String) },
      body: { code: 'request_timeout', detail: expect.stringContaining('Nothing of the file') },
    });
  });

  test('keep what they sent only until they are cut', async () => {
    const { sending, reply } = upload('prt_begun', 2_000_000);
    sending.write(HEAD);
    sending.write(Buffer.alloc(1_000_000));
    while (places.bytes < 1_000_000) await setTimeout(5);
    expect((await reply).status).toBe(408);
    expect(places.bytes).toBe(0);
  });
});

test('an upload that is slow but steady arrives, longer than any other body may take', async () => {
  const { sending, reply } = upload('prt_slow', 100_000);
  sending.write(HEAD);
  for (let piece = 0; piece < 10; piece += 1) {
    await setTimeout(wholeMs / 5);
    sending.write(Buffer.alloc(10_000, 'x'));
  }
  sending.end(TAIL);
  expect(await reply).toMatchObject({ status: 201, body: { bytes: 100_000 } });
  expect(places.bytes).toBe(0);
});

test('slow-upload.mjs, which sends 100 KB a second, arrives', async () => {
  const script = new URL('../../../test/strangers/http/slow-upload.mjs', import.meta.url).pathname;
  const url = `http://127.0.0.1:${port}/api/files`;
  const { stdout } = await promisify(execFile)(process.execPath, [script, url, '', '100', '100']);
  expect(stdout).toMatch(/^201 .*102400/);
});

test('one that announces too large a size is refused before it is read', async () => {
  const { sending, reply } = upload('prt_large', 11_000_000);
  sending.flushHeaders();
  expect(await reply).toMatchObject({
    status: 413,
    body: { code: 'body_too_large', max_bytes: 10_485_760 },
  });
});

test('another form is refused by name, and the connection serves the next request', async () => {
  const body = `--B\r\ncontent-disposition: form-data; name="other"\r\n\r\n${'x'.repeat(5_000)}${TAIL}`;
  const headers = { 'x-owner': 'prt_b', 'content-type': 'multipart/form-data; boundary=B' };
  const url = `http://127.0.0.1:${port}/api`;
  const first = await fetch(`${url}/files`, { method: 'POST', headers, body });
  expect(first.status).toBe(422);
  expect(await first.json()).toMatchObject({
    errors: [{ pointer: '/other', code: 'unknown_member' }],
  });
  const next = await fetch(`${url}/files`, { method: 'POST', headers, body: `${HEAD}abc${TAIL}` });
  expect(next.status).toBe(201);
  expect(places.bytes).toBe(0);
});

test('one without a body is refused as one with an empty body is', async () => {
  const ask = async (length: string) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const form = 'content-type: multipart/form-data; boundary=B\r\nx-owner: prt_none\r\n';
    socket.write(
      `POST /api/files HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${form}${length}\r\n`,
    );
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    const { request_id: _, ...problem } = JSON.parse(body);
    return { status: head.slice(0, 12), problem };
  };
  const empty = await ask('content-length: 0\r\n');
  expect(empty).toMatchObject({ status: 'HTTP/1.1 400', problem: { code: 'malformed_upload' } });
  expect(await ask('')).toEqual(empty);
});

describe('a JSON body that does not arrive', () => {
  const half = { 'content-type': 'application/json', 'content-length': 100 };

  test('gets its reply when its time is over', async () => {
    const { sending, reply } = send('/api/notes', half);
    sending.write('{"a":');
    expect(await reply).toMatchObject({
      status: 408,
      headers: { connection: 'close', 'x-places': 'told' },
      body: { code: 'request_timeout' },
    });
  });

  test('keeps no connection open, wherever it was sent', async () => {
    const { sending, reply } = send('/elsewhere', half);
    sending.write('{"a":');
    const { status, headers } = await reply;
    expect([status, headers.connection]).toEqual([expect.any(Number), 'close']);
  });
});
