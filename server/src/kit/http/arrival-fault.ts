import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';

/** A request target with its scheme and host, as a client writes it for a proxy (RFC 9112, section 3.2.2). */
const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

/** Names of headers that decide what a request means: Node keeps the first line of each and drops the others. */
const SINGLE = ['Host', 'Content-Type', 'Authorization'] as const;
const SINGLE_IN_LOWER = SINGLE.map((name) => name.toLowerCase());

/**
 * The header of which a request has two lines but may have one: a proxy in front of us may have believed the other line. This
 * runs for every request, so it allocates nothing.
 */
function repeatedLine(rawHeaders: readonly string[]): (typeof SINGLE)[number] | null {
  let seen = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    for (let at = 0; at < SINGLE.length; at += 1) {
      const single = SINGLE_IN_LOWER[at];
      if (name?.length !== single?.length || name?.toLowerCase() !== single) continue;
      if ((seen & (1 << at)) !== 0) return SINGLE[at] ?? null;
      seen |= 1 << at;
    }
  }
  return null;
}

/**
 * What is wrong with the head of a request that Node's parser accepted; null when nothing is. A target in absolute form is
 * reduced to its path.
 */
export function arrivalFault(request: IncomingMessage): Refusal | null {
  const { url = '', headers } = request;
  if (url.charCodeAt(0) !== 0x2f && ABSOLUTE.test(url)) {
    const target = url.replace(ABSOLUTE, '');
    request.url = target.startsWith('/') ? target : `/${target}`;
  }
  if (headers.host === undefined && request.httpVersion === '1.1') {
    const detail = 'The request has no Host header; name the host that it is for.';
    return new Refusal('malformed_request', {}, { detail, internal: 'no Host' });
  }
  const repeated = repeatedLine(request.rawHeaders);
  if (repeated !== null) {
    const detail = `The request has two ${repeated} lines; send one.`;
    return new Refusal('malformed_request', {}, { detail, internal: `two ${repeated}` });
  }
  return null;
}
