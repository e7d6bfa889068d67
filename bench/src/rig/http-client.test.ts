/** Guards: the lean client finds the ends of replies, however they arrive, and accepts no wrong status. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { getRequest, openHttpClient } from './http-client.ts';

/** The bytes that the server writes for each request, piece by piece. */
let pieces: string[];
let server: Server;
let url: URL;

beforeEach(async () => {
  server = createServer((socket) => {
    socket.on('data', () => writeSlowly(socket, pieces)).on('error', () => {});
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  url = new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
});
afterEach(() => server.close());

/** Waits a turn of the event loop between the pieces, so that they arrive separately. */
function writeSlowly(socket: Socket, [first, ...rest]: string[]): void {
  if (first === undefined) return;
  socket.write(first, () => setImmediate(() => writeSlowly(socket, rest)));
}

async function load(status: number) {
  using client = await openHttpClient(url, 3);
  const next = () => getRequest(url, '/', { Authorization: 'Bearer x' });
  return await client.run({ seconds: 10, requestsMax: 20, next, status });
}

const LONG = 'x'.repeat(200_000);

test.each([
  { name: 'whole', status: 200, written: ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'] },
  { name: 'an empty one', status: 200, written: ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'] },
  {
    name: 'in pieces',
    status: 201,
    written: ['HTTP/1.1 201 Cre', 'ated\r\ncontent-length: 5\r\n\r', '\nhe', 'llo'],
  },
  {
    name: 'a long one',
    status: 200,
    written: [`HTTP/1.1 200 OK\r\ncontent-length: ${LONG.length}\r\n\r\n${LONG}`],
  },
  { name: 'without a body', status: 304, written: ['HTTP/1.1 304 Not Modified\r\nA: b\r\n\r\n'] },
])('reads $name', async ({ status, written }) => {
  pieces = written;
  const { requests, latenciesMs } = await load(status);
  expect(requests).toBe(20);
  expect(latenciesMs).toHaveLength(20);
});

test('requests at random moments are as many as were asked for, however late the clock ticks', async () => {
  pieces = ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'];
  using client = await openHttpClient(url, 3);
  const next = () => getRequest(url, '/', {});
  const load = await client.paced({ perSecond: 2000, seconds: 0.25, next, status: 200 });
  // 500 are expected; this is five standard deviations either way.
  expect(Math.abs(load.requests - 500)).toBeLessThan(112);
  expect(load.latenciesMs).toHaveLength(load.requests);
});

test('a reply with another status ends the run with an error', async () => {
  pieces = ['HTTP/1.1 409 Conflict\r\nContent-Length: 12\r\n\r\nout of stock'];
  await expect(load(201)).rejects.toThrow(/status 409, not 201: \s*out of stock/);
});

test('a connection that breaks ends the run', async () => {
  pieces = [];
  server.on('connection', (socket) => socket.on('data', () => socket.destroy()));
  await expect(load(200)).rejects.toThrow();
});

test('a connection that broke while nothing ran is reported, not waited for', async () => {
  const connected = once(server, 'connection');
  using client = await openHttpClient(url, 1);
  const [socket] = (await connected) as [Socket];
  const closed = once(socket, 'close');
  socket.end();
  await closed;
  const next = () => getRequest(url, '/', {});
  await expect(client.run({ seconds: 10, next, status: 200 })).rejects.toThrow(/closed/);
});
