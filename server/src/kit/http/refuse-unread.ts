import {
  type IncomingMessage,
  type OutgoingHttpHeader,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { Refusal } from '../refusal.ts';
import { begin, type Exchange, exchangeOf, type HttpOptions, type Sink } from './exchange.ts';

/** Refuses a request that reached no route, after its authoriser has counted it. */
export type TurnAway = (
  exchange: Exchange,
  refusal: Refusal,
  headers: Readonly<Record<string, string>>,
) => void;

/** The name under which unreadable requests are counted. */
export const UNREAD = 'unread';
/** How long a refused sender may continue to send, so that it gets to read the reason. */
const LINGER_MS = 2_000;
const METHODS = 'GET, HEAD, POST, PATCH, DELETE';
const CLOSE = { connection: 'close' } as const;

/** Limit on the extensions of all chunks together: Node's own limit. */
const CHUNK_EXTENSIONS_BYTES_MAX = 16 * 1024;

/** Our codes for the errors of Node's parser; all others are malformed requests. */
const BY_PARSER_CODE: Readonly<Record<string, (details: { internal: string }) => Refusal>> = {
  HPE_HEADER_OVERFLOW: (details) => new Refusal('headers_too_large', {}, details),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ({ internal }) => {
    const detail =
      'The chunk extensions of the body are larger than 16 KiB; send chunks without extensions.';
    const members = { max_bytes: CHUNK_EXTENSIONS_BYTES_MAX };
    return new Refusal('body_too_large', members, { detail, internal });
  },
  ERR_HTTP_REQUEST_TIMEOUT: (details) => new Refusal('request_timeout', {}, details),
};

const ANSWERING = Symbol('answering');
type Connection = Duplex & { [ANSWERING]?: ServerResponse };

/**
 * Remembers the newest response of a connection: unreadable bytes may be the rest of its request, and if the sender has closed
 * its half, it is the last one.
 */
export function answering(socket: Connection, response: ServerResponse): void {
  if (socket[ANSWERING] === undefined) {
    socket.once('end', () => {
      const newest = socket[ANSWERING];
      if (newest && !newest.headersSent) newest.shouldKeepAlive = false;
    });
  }
  socket[ANSWERING] = response;
}

/**
 * Answers what Node refuses before there is a request: bytes that are no HTTP, heads that are too large, an expectation that we
 * do not support, a tunnel. Each gets the problem document and the headers of any other reply, and is counted against its
 * address. Then its connection ends, because nobody knows where the next request would begin.
 */
export function refuseUnread(server: Server, refuse: TurnAway, options: HttpOptions): void {
  const refused = new WeakSet<Duplex>();
  const refuseRaw = (
    socket: Duplex,
    refusal: Refusal,
    headers: Readonly<Record<string, string>>,
  ) => {
    const arrival = { method: '', headers: {}, socket: socket as IncomingMessage['socket'] };
    refuse(begin(arrival, rawSink(socket), UNREAD, options), refusal, headers);
  };

  server.on('clientError', (error: NodeJS.ErrnoException & { reason?: string }, socket) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const internal = [error.code, error.reason].filter(Boolean).join(': ');
    // nothing: an error without a code is an unknown one.
    const known = BY_PARSER_CODE[error.code ?? ''];
    const refusal = known?.({ internal }) ?? new Refusal('malformed_request', {}, { internal });
    const response = (socket as Connection)[ANSWERING];
    if (response && !response.req.complete) {
      const exchange = exchangeOf(response);
      // The request is answered without the bytes that followed its head.
      if (response.headersSent) afterNewest(socket, () => endSoon(socket));
      else if (exchange) refuse(exchange, refusal, CLOSE);
      else refuseRaw(socket, refusal, CLOSE);
    } else afterNewest(socket, () => refuseRaw(socket, refusal, CLOSE));
  });

  server.on('checkExpectation', (request, response) => {
    answering(request.socket, response);
    const refusal = new Refusal('expectation_failed', {}, { internal: 'Expect' });
    refuse(begin(request, response, UNREAD, options), refusal, CLOSE);
  });

  server.on('connect', (request, socket) => {
    const exchange = begin(request, rawSink(socket), UNREAD, options);
    const refusal = new Refusal('method_not_allowed', {}, { internal: 'CONNECT' });
    afterNewest(socket, () => refuse(exchange, refusal, { ...CLOSE, allow: METHODS }));
  });
}

/** Runs once all earlier requests on the connection are answered. */
function afterNewest(socket: Connection, act: () => void): void {
  // A sender that closes its half must not end the connection with those: one more reply is due.
  socket.removeAllListeners('end');
  const response = socket[ANSWERING];
  if (response && !response.writableFinished) response.once('close', act);
  else act();
}

/** Ends a connection whose sender may continue to send for a while. */
function endSoon(socket: Duplex, last?: Buffer): void {
  socket.on('error', () => socket.destroy());
  socket.end(last);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** Writes one reply and the end directly to a connection: Node has no response object for it. */
function rawSink(socket: Duplex): Sink {
  let head = '';
  return {
    writeHead: (status: number, headers: OutgoingHttpHeader[]) => {
      let lines = `date: ${new Date().toUTCString()}\r\n`;
      for (let at = 0; at < headers.length; at += 2) {
        for (const value of [headers[at + 1]].flat()) lines += `${headers[at]}: ${value}\r\n`;
      }
      head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}\r\n`;
    },
    end: (body = '') => endSoon(socket, Buffer.concat([Buffer.from(head), Buffer.from(body)])),
  };
}
