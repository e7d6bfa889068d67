/**
 * Guards: each reply belongs to its own request. A connection is used again only where its server keeps it, and never after bytes that
 * nobody asked for; a server that closes it without a word costs no request. The request is byte for byte what undici sends.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Client } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dnsResolver, guardedConnector } from '../egress/index.ts';
import { Connection } from './connection.ts';
import { Connections, Exchange, type Post } from './index.ts';

type Speaker = (socket: Socket, request: string) => void;

let server: Server;
let url: URL;
/** The sockets in the order in which they were opened, and the requests of each. */
let opened: string[][];
let speak: Speaker;
beforeAll(async () => {
  server = createServer((socket) => {
    const requests: string[] = [];
    opened.push(requests);
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      requests.push(String(bytes));
      speak(socket, String(bytes));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  url = new URL(`http://127.0.0.1:${port}/hook?a=b`);
});
afterAll(() => server.close());
beforeEach(() => {
  opened = [];
});

const answering =
  (raw: string): Speaker =>
  (socket) =>
    socket.write(raw);
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const POST: Post = { headers: 'x-name: a\r\n', body: '{}', bodyBytes: 2 };

class Sent extends Exchange {
  status = 0;
  body = '';
  readonly #ended = Promise.withResolvers<Error | null>();

  get ended(): Promise<Error | null> {
    return this.#ended.promise;
  }

  override onHead({ status }: { status: number }): void {
    this.status = status;
  }

  override onBody(bytes: Buffer): void {
    this.body += bytes.toString('latin1');
  }

  override onBytes(): void {}

  override onEnd(error: Error | null): void {
    this.#ended.resolve(error);
  }
}

const connector = guardedConnector({ resolve: dnsResolver(), allowPrivate: true });
const open = () => new Connections(url, connector);

/** Sends once and waits for the end; returns status and body, or the error. */
async function send(connections: Connections, post: Post = POST): Promise<unknown> {
  const sent = new Sent();
  connections.post(post, sent);
  return (await sent.ended) ?? [sent.status, sent.body];
}

/** Sends twice, one after the other; returns how many connections that took. */
async function twice(reply: string): Promise<number> {
  speak = answering(reply);
  const connections = open();
  await send(connections);
  expect(await send(connections)).toEqual(await send(connections));
  connections.close();
  return opened.length;
}

test.each([
  ['a length', OK, 1],
  ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n', 1],
  ['no body', 'HTTP/1.1 204 No Content\r\n\r\n', 1],
  ['a failure', 'HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n', 1],
  [
    'a redirect',
    `HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n`,
    1,
  ],
  [
    'HTTP/1.0 that keeps it',
    `HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok`,
    1,
  ],
  ['enough time', `HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\nContent-Length: 2\r\n\r\nok`, 1],
  ['too little time', `HTTP/1.1 200 OK\r\nKeep-Alive: timeout=2\r\nContent-Length: 2\r\n\r\nok`, 3],
  ['an announced end', `HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nok`, 3],
  ['HTTP/1.0', `HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok`, 3],
  ['a body that 204 may not have', 'HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok', 3],
  ['more than was asked for', `${OK}HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n`, 3],
])('after %s', async (_name, reply, connections) => {
  expect(await twice(reply)).toBe(connections);
});

test('a request on a used connection that is cut without a reply: sent once more, over a new one', async () => {
  speak = (socket) => {
    if (opened.at(-1)?.length === 2) socket.resetAndDestroy();
    else socket.write(OK);
  };
  const connections = open();
  for (let count = 0; count < 3; count += 1) expect(await send(connections)).toEqual([200, 'ok']);
  expect(opened.map((requests) => requests.length)).toEqual([2, 2, 1]);
  connections.close();
});

test('a request on a new connection that is cut without a reply, or in one: not sent again', async () => {
  const connections = open();
  speak = (socket) => socket.resetAndDestroy();
  expect(await send(connections)).toBeInstanceOf(Error);
  expect(opened).toHaveLength(1);
  speak = answering(OK);
  await send(connections);
  speak = (socket) => socket.write('HTTP/1.1 2', () => socket.destroy());
  expect(await send(connections)).toBeInstanceOf(Error);
  expect(opened).toHaveLength(2);
  connections.close();
});

test('a server that closes it right behind its reply, without a word', async () => {
  speak = (socket) => socket.end(OK);
  const connections = open();
  for (let count = 0; count < 5; count += 1) expect(await send(connections)).toEqual([200, 'ok']);
  expect(opened).toHaveLength(5);
});

test('bytes that come while nothing was asked', async () => {
  const sockets: Socket[] = [];
  speak = (socket) => {
    sockets.push(socket);
    socket.write(OK);
  };
  const connections = open();
  await send(connections);
  sockets[0]?.write('HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n');
  await once(sockets[0] as Socket, 'close');
  expect(await send(connections)).toEqual([200, 'ok']);
  expect(opened).toHaveLength(2);
  connections.close();
});

test('several at once: one connection each, and its own reply to each', async () => {
  speak = (socket, request) => {
    const { id, wait } = JSON.parse(request.slice(request.indexOf('\r\n\r\n') + 4));
    setTimeout(() => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${id}`), wait);
  };
  const connections = open();
  const replies = await Promise.all(
    [1, 2, 3, 4].map((id) => {
      const body = JSON.stringify({ id, wait: 20 - 4 * id });
      return send(connections, { ...POST, body, bodyBytes: body.length });
    }),
  );
  expect(replies).toEqual([1, 2, 3, 4].map((id) => [200, String(id)]));
  expect(opened).toHaveLength(4);
  connections.close();
});

test('several whose replies come in pieces by turns: each of its own pieces', async () => {
  const sockets: Socket[] = [];
  const all = Promise.withResolvers<void>();
  speak = (socket) => {
    if (sockets.push(socket) === 3) all.resolve();
  };
  const connections = open();
  const sent = [1, 2, 3].map(() => send(connections));
  await all.promise;
  const replies = sockets.map((_, index) => {
    const head = `HTTP/1.1 20${index} OK\r\nX-Name: ${String(index).repeat(9)}\r\nContent-Length: 9`;
    return `${head}\r\n\r\n${String(index).repeat(9)}`;
  });
  for (let at = 0; at < (replies[0] ?? '').length; at += 7) {
    for (const [index, socket] of sockets.entries())
      socket.write(replies[index]?.slice(at, at + 7) ?? '');
    for (let turns = 0; turns < 3; turns += 1) await turn();
  }
  const wanted = replies.map((_, index) => [200 + index, String(index).repeat(9)]);
  expect((await Promise.all(sent)).toSorted()).toEqual(wanted);
  connections.close();
});

test('a reply before its request was read: the connection is not used again', async () => {
  server.once('connection', (socket) => {
    socket.pause();
    socket.write(OK);
  });
  const body = 'x'.repeat(32 * 1024 * 1024);
  const connections = open();
  expect(await send(connections, { ...POST, body, bodyBytes: body.length })).toEqual([200, 'ok']);
  speak = answering(OK);
  expect(await send(connections)).toEqual([200, 'ok']);
  expect(opened).toHaveLength(2);
  connections.close();
});

test('free for as long as the server keeps them: closed by us, without another request', async () => {
  const sockets: Socket[] = [];
  const all = Promise.withResolvers<void>();
  const reply = 'HTTP/1.1 200 OK\r\nKeep-Alive: timeout=3\r\nContent-Length: 2\r\n\r\nok';
  speak = (socket) => {
    if (sockets.push(socket) === 32) all.resolve();
  };
  const connections = open();
  const sent = Array.from({ length: 32 }, () => send(connections));
  await all.promise;
  const closed = sockets.map((socket) => once(socket, 'close'));
  for (const socket of sockets) socket.write(reply);
  expect(await Promise.all(sent)).toEqual(sockets.map(() => [200, 'ok']));
  await Promise.all(closed);
  expect(opened).toHaveLength(32);
  speak = answering(OK);
  expect(await send(connections)).toEqual([200, 'ok']);
  connections.close();
});

test('a connection that is free keeps no request in memory', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  speak = answering(OK);
  const freed = Promise.withResolvers<void>();
  const socket = connect(Number(url.port), url.hostname);
  const connection = new Connection(socket, { onFree: () => freed.resolve(), onStale: () => {} });
  const sent = () => {
    const message = { text: 'POST / HTTP/1.1\r\n\r\n', encoding: 'latin1' } as const;
    connection.send(message, new Sent());
    return new WeakRef(message);
  };
  const message = sent();
  await freed.promise;
  await turn();
  collectGarbage();
  expect(message.deref()).toBe(undefined);
  connection.destroy();
});

test('cut: the connection is closed, and nothing more is called', async () => {
  const arrived = Promise.withResolvers<Socket>();
  speak = (socket) => arrived.resolve(socket);
  const connections = open();
  const sent = new Sent();
  connections.post(POST, sent);
  const socket = await arrived.promise;
  sent.cut();
  await once(socket, 'close');
  await turn();
  const ended = await Promise.race([sent.ended, Promise.resolve('not called')]);
  expect(ended).toBe('not called');
  speak = answering(OK);
  expect(await send(connections)).toEqual([200, 'ok']);
  expect(opened).toHaveLength(2);
  connections.close();
});

test('cut before there is a connection: it carries nothing', async () => {
  speak = answering(OK);
  const connections = open();
  const sent = new Sent();
  connections.post(POST, sent);
  sent.cut();
  expect(await send(connections)).toEqual([200, 'ok']);
  expect(opened.flat()).toHaveLength(1);
  connections.close();
});

test('closed: what is running ends well, and its connection with it', async () => {
  const arrived = Promise.withResolvers<Socket>();
  speak = (socket) => arrived.resolve(socket);
  const connections = open();
  const sent = new Sent();
  connections.post(POST, sent);
  const socket = await arrived.promise;
  connections.close();
  socket.write(OK);
  expect(await sent.ended).toBe(null);
  await once(socket, 'close');
});

test.each(['{"a":1}', '{"a":"Ünïcode ✓ 𝄞"}'])('the bytes of %s: those of undici', async (body) => {
  speak = answering(OK);
  const connections = open();
  const headers = ['content-type', 'application/json', 'x-name', 'a'];
  const lines = 'content-type: application/json\r\nx-name: a\r\n';
  await send(connections, { headers: lines, body, bodyBytes: Buffer.byteLength(body) });
  connections.close();
  const client = new Client(url.origin);
  const path = `${url.pathname}${url.search}`;
  const { body: reply } = await client.request({ method: 'POST', path, headers, body });
  await reply.dump();
  await client.close();
  expect(opened).toHaveLength(2);
  expect(opened[0]?.join('')).toBe(opened[1]?.join(''));
});
