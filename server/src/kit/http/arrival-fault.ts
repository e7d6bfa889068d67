import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';

/** A target with its scheme and host, as a client writes it for a proxy (RFC 9112, section 3.2.2). */
const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

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
  return null;
}
