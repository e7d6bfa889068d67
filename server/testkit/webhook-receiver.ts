import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** One request as it was received. */
export interface Received {
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** The raw body as UTF-8. */
  readonly body: string;
  /** performance.now() when it was complete. */
  readonly at: number;
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly sequence: number;
    readonly mode: string;
    readonly created_at: string;
    readonly data: Record<string, unknown>;
  };
}

/** What a receiver does with a request that it has read. */
export type Behaviour = RequestListener;

/** Answers with a status, and with headers and a body if given. */
export function answer(status: number, headers: Record<string, string> = {}, body = ''): Behaviour {
  return (_request, response) => {
    response.writeHead(status, headers).end(body);
  };
}

/** Holds responses back until they are released, all that have arrived so far with one status. */
export function holding(): { readonly behaviour: Behaviour; release(status?: number): void } {
  const held: ServerResponse[] = [];
  return {
    behaviour: (_request, response) => held.push(response),
    release: (status = 200) => {
      for (const response of held.splice(0)) response.writeHead(status).end();
    },
  };
}

/** Hostile behaviours, over real sockets. */
export const hostile = {
  /** Reads, and never answers. */
  hang: () => {},
  /** Answers 200, then sends a byte a second for ever. */
  drip: (_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), 1_000);
    response.on('close', () => clearInterval(timer));
  },
  /** Answers 200, then sends megabytes without end. */
  flood: (_request, response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(65_536, 'x');
    const more = () => {
      while (!response.destroyed && response.write(chunk)) {
        // As fast as the connection allows.
      }
    };
    response.on('drain', more);
    more();
  },
  /** Cuts the connection without an answer. */
  reset: (request) => {
    request.socket.resetAndDestroy();
  },
  /** Sends bytes that are not HTTP. */
  nonsense: (request) => {
    request.socket.end('220 mail.example ESMTP\r\n');
  },
} as const satisfies Record<string, Behaviour>;

/** A webhook receiver that records all requests; its behaviour can be changed at any time. */
export class WebhookReceiver implements AsyncDisposable {
  readonly url: string;
  readonly received: Received[] = [];
  /** How many connections were opened, with or without a request. */
  connections = 0;
  behaviour: Behaviour = answer(200);
  readonly #close: () => Promise<void>;

  constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  /** Returns the requests of a kind, in the order in which they arrived. */
  of(type: string): Received[] {
    return this.received.filter((each) => each.event.type === type);
  }

  /** Waits until it has received so many requests. */
  async waitFor(count: number, timeoutMs = 30_000): Promise<void> {
    const until = performance.now() + timeoutMs;
    while (this.received.length < count) {
      if (performance.now() > until) {
        throw new Error(`${this.received.length} of ${count} requests came in ${timeoutMs} ms`);
      }
      await delay(5);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }
}

/** Opens a receiver on a free port of this machine; with a key and a certificate it speaks TLS. */
export async function openReceiver(tls?: {
  readonly key: string;
  readonly cert: string;
}): Promise<WebhookReceiver> {
  const sockets = new Set<Socket>();
  let receiver: WebhookReceiver | undefined;
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => {});
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const { url: path = '', method = '', headers } = request;
      const event = body === '' ? {} : JSON.parse(body);
      receiver?.received.push({ path, method, headers, body, event, at: performance.now() });
      receiver?.behaviour(request, response);
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on('connection', (socket) => {
    if (receiver) receiver.connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  receiver = new WebhookReceiver(`${tls ? 'https' : 'http'}://localhost:${port}/hook`, async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  return receiver;
}
