import type { IncomingMessage } from 'node:http';
import { required } from '../assert.ts';
import { Refusal } from '../refusal.ts';

/** A target with its scheme and host, as a client writes it for a proxy (RFC 9112, section 3.2.2). */
const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

/** Of which a request has one line: of two, a proxy before us may have believed the other. */
const SINGLE: readonly string[] = ['host', 'authorization'];

/** The first of these that a request has two lines of; Node itself keeps the first and drops the rest. */
function repeatedLine(rawHeaders: readonly string[]): string | null {
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = required(rawHeaders[index], 'names and values alternate');
    // Most names are of another length, and are not looked at.
    if (name.length !== 4 && name.length !== 13) continue;
    const known = SINGLE.find((each) => each === name.toLowerCase());
    if (known === undefined) continue;
    if (seen.has(known)) return known;
    seen.add(known);
  }
  return null;
}

/**
 * What is wrong with a request's head, as far as Node's parser let it pass; null when nothing is. A
 * target in absolute form is brought to its path.
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
    const detail = `The request has two ${repeated === 'host' ? 'Host' : 'Authorization'} lines; send one.`;
    return new Refusal('malformed_request', {}, { detail, internal: `two ${repeated}` });
  }
  return null;
}
