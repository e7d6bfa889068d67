/** Guards: a test that needs dropped connections fails where they are answered: refused ones do not pass for dropped ones. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { dropConnections } from './kill-postgres.ts';

test('refused connections are not dropped ones', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  await expect(dropConnections(`postgresql://127.0.0.1:${port}/postgres`)).rejects.toThrow(
    `a connection to 127.0.0.1:${port} is not dropped: it failed: connect ECONNREFUSED`,
  );
});
