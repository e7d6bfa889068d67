import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The one reply of the bare server. */
export interface BareReply {
  readonly status: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** A child process with node:http and nothing else, which sends the reply in the file of its argument. */
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
