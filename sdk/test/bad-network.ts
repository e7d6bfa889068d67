import { once } from 'node:events';
import { createServer, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to one request. */
type Fate = 'pass' | 'lost' | 'cut' | 'half' | 'page' | 'limited';

export interface BadNetwork extends AsyncDisposable {
  readonly url: string;
  /** Where requests go; changes when the server is started again. */
  target: string;
  /** How often each thing has happened. */
  readonly counts: Readonly<Record<Fate, number>>;
  /** So many of the next requests are refused with 429, all of them. */
  storm: number;
}

/** Each fault once in this order, then nothing for a while, and again: every run meets all of them. */
const FATES: readonly Fate[] = [
  'lost',
  'pass',
  'pass',
  'cut',
  'pass',
  'half',
  'pass',
  'page',
  'pass',
  'pass',
  'pass',
];

/**
 * A proxy on the way to the API that loses requests before the server (`lost`), replies after it (`cut`, `half`), and answers itself with
 * an HTML page or a rate limit.
 */
export async function openBadNetwork(): Promise<BadNetwork> {
  const counts = { pass: 0, lost: 0, cut: 0, half: 0, page: 0, limited: 0 };
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const fate: Fate = network.storm > 0 ? 'limited' : (FATES[turn++ % FATES.length] ?? 'pass');
    counts[fate] += 1;
    if (fate === 'limited') network.storm -= 1;
    if (fate === 'limited' || fate === 'page') {
      incoming.resume().on('end', () => answer(outgoing, fate));
      return;
    }
    if (fate === 'lost') {
      incoming.socket.destroy();
      return;
    }
    const { method, headers, url } = incoming;
    const onward = send(new URL(url ?? '/', network.target), { method, headers, agent: false });
    onward.on('error', () => incoming.socket.destroy());
    onward.on('response', (reply) => {
      // The reply exists only after the commit: here it is lost.
      if (fate === 'cut') incoming.socket.destroy();
      if (fate === 'cut') return;
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.on('error', () => incoming.socket.destroy());
      if (fate === 'half') {
        reply.once('data', (bytes: Buffer) => {
          outgoing.write(bytes.subarray(0, bytes.length / 2), () => incoming.socket.destroy());
        });
      } else reply.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const network = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target: 'http://127.0.0.1:9',
    counts,
    storm: 0,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return network;
}

function answer(outgoing: ServerResponse, fate: 'limited' | 'page'): void {
  if (fate === 'page') {
    outgoing.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
    return;
  }
  const problem = {
    type: 'about:blank',
    title: 'Too many requests',
    status: 429,
    detail: 'Wait.',
    code: 'rate_limited',
    request_id: 'req_01m84j5st4ew793gg5vxc3ftfm',
    retryable: true,
    policy: 'requests',
    limit: 60,
    retry_after: 1,
  };
  const headers = { 'content-type': 'application/problem+json', 'retry-after': '1' };
  outgoing.writeHead(429, headers).end(JSON.stringify(problem));
}
