import { connect } from 'node:net';
import type { Answer } from './conformance.ts';

const BREAK = Buffer.from('\r\n\r\n');
/** Such as "100 Continue": not the reply yet. */
const INTERIM = /^HTTP\/1\.1 1\d\d /;

/**
 * Sends bytes unchanged over a connection of their own, and returns the replies that arrived before the server closed
 * it. `methods` are those of the requests in `bytes`: a reply to HEAD has no body. Closes its half once so many replies
 * have arrived, or at once with `end`.
 */
export async function rawRequest(
  url: string,
  bytes: string | Buffer,
  { methods = ['GET'], end = false }: { methods?: readonly string[]; end?: boolean } = {},
): Promise<Answer[]> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  if (end) socket.end(bytes);
  else socket.write(bytes);
  let received = Buffer.alloc(0);
  try {
    for await (const chunk of socket) {
      received = Buffer.concat([received, chunk as Buffer]);
      if (readReplies(received, methods).length === methods.length) socket.end();
    }
  } catch {
    // If more was sent than is read, a reset follows the reply.
  }
  return readReplies(received, methods);
}

function readReplies(bytes: Buffer, methods: readonly string[]): Answer[] {
  const replies: Answer[] = [];
  let at = 0;
  for (const method of methods) {
    let end = bytes.indexOf(BREAK, at);
    while (end >= 0 && INTERIM.test(bytes.toString('latin1', at, at + 16))) {
      at = end + BREAK.length;
      end = bytes.indexOf(BREAK, at);
    }
    if (end < 0) break;
    const [first = '', ...lines] = bytes.toString('latin1', at, end).split('\r\n');
    const headers = new Headers(
      lines.map((line) => line.split(/: ?(.*)/s).slice(0, 2) as [string, string]),
    );
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]);
    const start = end + BREAK.length;
    const hasBody = method !== 'HEAD' && status !== 204 && status !== 304;
    const length = hasBody ? Number(headers.get('content-length')) : 0;
    if (bytes.length < start + length) break;
    const text = bytes.toString('utf8', start, start + length);
    const isJson = /[/+]json\b/.test(headers.get('content-type') ?? '');
    replies.push({ status, headers, text, body: isJson && text !== '' ? JSON.parse(text) : {} });
    at = start + length;
  }
  return replies;
}
