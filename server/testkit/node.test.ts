/** Guards: a test that ends in the middle of a request ends; it does not wait for bytes that never arrive. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from './index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

// The server itself would wait for a minute, the longest time that a request may take to arrive.
test('a shop closes in the middle of a half-sent request', { timeout: 25_000 }, async () => {
  const port = Number(new URL(shop.url).port);
  const [half, kept] = [1, 2].map(() => connect({ host: '127.0.0.1', port })) as [Socket, Socket];
  half.write('POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
  kept.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /heal');
  await once(kept, 'data');
  for (const socket of [half, kept]) socket.resume().on('error', () => {});
  const closed = [half, kept].map((socket) => once(socket, 'close'));
  await shop[Symbol.asyncDispose]();
  await Promise.all(closed);
  expect([half.destroyed, kept.destroyed]).toEqual([true, true]);
});
