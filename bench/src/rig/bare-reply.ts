import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The one reply that the bare server gives to everything. */
export interface BareReply {
  readonly status: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: string;
}

/**
 * A process of its own: node:http and nothing else, sending the reply in the file that is its
 * argument.
 */
const reply: BareReply = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const headers = [...reply.headers];
const body = Buffer.from(reply.body);

const server = createServer((_request, response) => {
  response.writeHead(reply.status, headers);
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listens on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
