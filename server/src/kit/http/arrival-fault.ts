import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';

/** A target with its scheme and host, as a client writes it for a proxy (RFC 9112, section 3.2.2). */
const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

/**
 * What a request has two lines of and must have one: of two, a proxy before us may have believed the other, and Node
 * itself keeps the first and drops the rest. Counted for every request, so that nothing is made on the way.
 */
function repeatedLine(rawHeaders: readonly string[]): 'host' | 'authorization' | null {
  let hosts = 0;
  let authorizations = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
    if (name?.length === 13 && name.toLowerCase() === 'authorization') authorizations += 1;
  }
  if (hosts > 1) return 'host';
  return authorizations > 1 ? 'authorization' : null;
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
