import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The program of a demo partner that receives webhooks, on this machine. */
export interface DemoReceiver extends AsyncDisposable {
  readonly url: string;
  /** Whether it answers 503, as a shop does that is being updated. */
  isDown: boolean;
}

export async function openDemoReceiver(): Promise<DemoReceiver> {
  const server = createServer((request, reply) => {
    request.resume().on('end', () => {
      reply.writeHead(receiver.isDown ? 503 : 204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const receiver = {
    url: `http://127.0.0.1:${port}/webhooks/psnb2b`,
    isDown: false,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return receiver;
}
