/**
 * Guards: of a reply we read so much and no more, whatever its bytes are: body, or what frames a body. What was read counts by its status.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { expect, test } from 'vitest';
import { Connections } from '../kit/http-client/index.ts';
import { type Sent, sendDelivery } from './send-delivery.ts';

/** Sends one delivery to a server that answers with this head, and then with this part until its connection is closed. */
async function sentTo(head: string, part: string): Promise<Sent> {
  const closed = Promise.withResolvers<void>();
  const server = createServer((socket: Socket) => {
    const fill = () => {
      while (!socket.destroyed && socket.write(part)) {
        // Until the other side reads no more.
      }
    };
    socket.on('error', () => {});
    socket.on('close', () => closed.resolve());
    socket.on('drain', fill);
    socket.once('data', () => {
      socket.write(head);
      fill();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = new URL(`http://127.0.0.1:${port}/hook`);
  const connections = new Connections(url, buildConnector({ allowH2: false }));
  const post = { headers: '', body: '{}', bodyBytes: 2 };
  const sent = await new Promise<Sent>((resolve) => sendDelivery(connections, post, resolve));
  await closed.promise;
  connections.close();
  server.close();
  return sent;
}

const headOf = (status: string, ...lines: string[]) =>
  `${[`HTTP/1.1 ${status}`, ...lines].join('\r\n')}\r\n\r\n`;
const CHUNKED = 'Transfer-Encoding: chunked';

test.each([
  ['200 OK', null],
  ['500 Oh', 'status'],
  ['302 Found', 'redirect'],
])('a body of %s that never ends', async (status, error) => {
  const sent = await sentTo(headOf(status), 'x'.repeat(1_000));
  expect(sent).toMatchObject({ status: Number.parseInt(status, 10), error });
  expect(sent.reply).toBe('x'.repeat(1_024));
});

test.each([
  ['200 OK', null],
  ['500 Oh', 'status'],
])('a body of %s whose chunks are nearly nothing but extensions', async (status, error) => {
  const sent = await sentTo(headOf(status, CHUNKED), `1;${'e'.repeat(1_000)}\r\nx\r\n`);
  expect(sent).toMatchObject({ status: Number.parseInt(status, 10), error });
  // 64 KiB, and what came in one piece with their end.
  expect(sent.bytes).toBeLessThan(140);
});

test('a head that never ends', async () => {
  const sent = await sentTo('HTTP/1.1 200 OK\r\n', 'a: b\r\n'.repeat(100));
  expect(sent).toMatchObject({ status: null, error: 'protocol', bytes: 0 });
});
