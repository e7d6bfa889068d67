import { type WebApp, webAppHeader } from '@psnb2b/contract';
import type { RequestHead } from '../kit/http/index.ts';

/**
 * Whether a request that changes something comes from our own page. It must have our header, which no other site can add without
 * a preflight that we never grant; the browser must say that it has the same origin, if it says anything; and its origin must be
 * the public address or the host that was called.
 */
export function isFromOwnPage(
  { headers }: RequestHead,
  webApp: WebApp,
  publicUrl: string,
): boolean {
  if (headers[webAppHeader.toLowerCase()] !== webApp) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return headers.origin === undefined || ownOrigin(headers, publicUrl) !== null;
}

/** The origin of a request, if it is ours; null if it has none, or another site's. */
export function ownOrigin(
  headers: { readonly origin?: string | undefined; readonly host?: string | undefined },
  publicUrl: string,
): URL | null {
  const origin = URL.parse(headers.origin ?? '');
  if (!origin) return null;
  const isPublic = origin.origin === new URL(publicUrl).origin;
  return isPublic || origin.host === headers.host ? origin : null;
}
