import { type Door, doorHeader } from '@psnb2b/contract';
import type { Knock } from '../kit/http/index.ts';

/**
 * Whether a request that changes something comes from our own page: it has our header, which no other
 * site can add without a preflight that we never grant; the browser says that it is of the same origin,
 * where it says anything; and its origin is the public address or the very host that was called.
 */
export function isFromOwnPage({ headers }: Knock, door: Door, publicUrl: string): boolean {
  if (headers[doorHeader.toLowerCase()] !== door) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return headers.origin === undefined || ownOrigin(headers, publicUrl) !== null;
}

/** The origin that a request names, if it is ours; null where it names none, or another's. */
export function ownOrigin(
  headers: { readonly origin?: string | undefined; readonly host?: string | undefined },
  publicUrl: string,
): URL | null {
  const origin = URL.parse(headers.origin ?? '');
  if (!origin) return null;
  const isPublic = origin.origin === new URL(publicUrl).origin;
  return isPublic || origin.host === headers.host ? origin : null;
}
