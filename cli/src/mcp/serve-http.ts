import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { usage } from '../exit.ts';
import {
  createPeer,
  type Handle,
  MESSAGE_BYTES_MAX,
  type Message,
  type Peer,
  parseMessage,
  refusalOf,
  rpcErrors,
} from './json-rpc.ts';
import { PROTOCOLS } from './session.ts';

export interface HttpPlace {
  /** A loopback address, such as `127.0.0.1`. */
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** What each client must send as `Authorization: Bearer …`. */
  readonly token: string;
  readonly signal: AbortSignal;
}

const SESSIONS_MAX = 100;
/** A person may take minutes to approve; proxies close a connection that says nothing for one. */
const PING_MS = 15_000;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Serves the Streamable HTTP transport (MCP 2025-11-25, basic/transports) at `/mcp` until the signal aborts. `listening` gets the address. Each request is
 * checked for the token, and for a `Host` and an `Origin` of this machine, so that a web page in a browser here reaches nothing.
 */
export async function serveHttp(
  { host, port, token, signal }: HttpPlace,
  open: () => Handle,
  listening: (url: string) => void,
): Promise<void> {
  /** In the order of their last use. */
  const sessions = new Map<string, Peer>();
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.maxConnections = 500;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    response.setHeader('Cache-Control', 'no-store');
    const origin = headers.origin;
    const isLocal =
      LOOPBACK.test(headers.host ?? '') && // nothing: HTTP/1.0 names no host, and is refused
      (origin === undefined || LOOPBACK.test(origin.replace(/^https?:\/\//, '')));
    if (!isLocal) return refuse(response, 403, 'This server is for programs of this machine only.');
    if (!isToken(headers.authorization, token)) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      return refuse(
        response,
        401,
        'Send the token that psnb2b mcp printed: Authorization: Bearer …',
      );
    }
    if (url.split('?')[0] !== '/mcp') return refuse(response, 404, 'The endpoint is /mcp.');
    if (method === 'POST') return post(request, response);
    if (method === 'DELETE') {
      const isKnown = sessions.delete(String(headers['mcp-session-id']));
      if (!isKnown) return refuse(response, 404, NO_SESSION);
      response.writeHead(204).end();
      return;
    }
    response.setHeader('Allow', 'POST, DELETE');
    return refuse(response, 405, 'Send messages with POST; this server begins none by itself.');
  }

  async function post(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers } = request;
    if (!/^application\/json *(;|$)/i.test(headers['content-type'] ?? '')) {
      return refuse(response, 415, 'A message is application/json.');
    }
    const accepts = headers.accept ?? '*/*';
    const takesStream = accepts.includes('text/event-stream');
    if (!takesStream && !/application\/(json|\*)|\*\/\*/.test(accepts)) {
      return refuse(response, 406, 'Accept application/json and text/event-stream.');
    }
    const version = headers['mcp-protocol-version'];
    if (version !== undefined && !PROTOCOLS.includes(String(version))) {
      return refuse(response, 400, `MCP-Protocol-Version is one of ${PROTOCOLS.join(', ')}.`);
    }
    const body = await bodyOf(request);
    if (body === null) return refuse(response, 413, 'The message is too large.');
    const message = parseMessage(body);
    if (message === null)
      return refuse(response, 400, 'The body is not one message.', rpcErrors.parse);
    const peer = peerOf(message, headers['mcp-session-id'], response);
    if (peer === null) return;
    const isRequest = message.method !== undefined && message.id != null;
    if (!isRequest) {
      response.writeHead(202).end();
      return peer.take(message, { send: async () => {} });
    }
    if (takesStream && message.method === 'tools/call') return stream(peer, message, response);
    // Nothing can be asked over a reply that is one message.
    await peer.take(message, {
      send: async (answer) => sendJson(response, 200, answer),
      closed: AbortSignal.abort(),
    });
  }

  /** The peer of the session, which `initialize` begins; null if there is none, which was answered. */
  function peerOf(
    message: Message,
    id: string | string[] | undefined,
    response: ServerResponse,
  ): Peer | null {
    if (message.method === 'initialize') {
      const fresh = randomUUID();
      const peer = createPeer(open());
      sessions.set(fresh, peer);
      const [oldest] = sessions.keys();
      if (sessions.size > SESSIONS_MAX && oldest !== undefined) sessions.delete(oldest);
      response.setHeader('Mcp-Session-Id', fresh);
      return peer;
    }
    const peer = sessions.get(String(id));
    if (peer === undefined) {
      refuse(response, id === undefined ? 400 : 404, NO_SESSION);
      return null;
    }
    sessions.delete(String(id));
    sessions.set(String(id), peer);
    return peer;
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(usage(`${host}:${port} cannot be listened on: ${error.message}.`)),
    );
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as { port: number };
  listening(`http://${host.includes(':') ? `[${host}]` : host}:${bound}/mcp`);
  if (!signal.aborted) await once(signal, 'abort');
  server.close();
  server.closeAllConnections();
}

const NO_SESSION = 'There is no such session; begin with initialize, and send its Mcp-Session-Id.';

/** Answers with events: a question to the person may come before the result. */
async function stream(peer: Peer, message: Message, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  const pings = setInterval(() => response.write(': waiting\n\n'), PING_MS);
  const send = async (each: object) => {
    response.write(`event: message\ndata: ${JSON.stringify(each)}\n\n`);
  };
  // A client that goes away cancels nothing: what was bought is found again by its reference.
  await peer.take(message, { send, closed: gone.signal });
  clearInterval(pings);
  response.end();
}

/** Returns the text of the body; null if it is too large. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    // Read to the end all the same, or the client sees a broken connection instead of the answer.
    if (bytes <= MESSAGE_BYTES_MAX) parts.push(part);
  }
  return bytes > MESSAGE_BYTES_MAX ? null : Buffer.concat(parts).toString('utf8');
}

function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const given = /^bearer +(\S{1,500})$/i.exec(header ?? '')?.[1]; // nothing: no header has no token
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function refuse(
  response: ServerResponse,
  status: number,
  text: string,
  code: number = rpcErrors.request,
): void {
  sendJson(response, status, refusalOf(null, code, text));
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}
