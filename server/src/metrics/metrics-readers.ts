import type { IncomingHttpHeaders } from 'node:http';
import { type Config, isLoopback } from '../config/index.ts';

/** What proxies add; of a program on this machine that asks by itself none is there. */
const FORWARDED = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'forwarded',
  'via',
  'cf-connecting-ip',
  'true-client-ip',
] as const;

/**
 * Whether somebody without a token may read the figures on the main port: a program of this machine, on
 * a server that is nobody else's. Behind a proxy on the same machine every stranger comes from loopback,
 * and one that adds no header of its own cannot be told; but such a shop has a public address or
 * trusted proxies, and then the figures want METRICS_TOKEN.
 */
export function mayReadFigures(
  { publicUrl, trustedProxies }: Pick<Config, 'publicUrl' | 'trustedProxies'>,
  socketAddress: string,
  headers: IncomingHttpHeaders,
): boolean {
  const isOwn = publicUrl === null || isLoopback(new URL(publicUrl).hostname);
  return (
    isOwn &&
    trustedProxies.length === 0 &&
    isLoopback(socketAddress.replace(/^::ffff:/, '')) &&
    FORWARDED.every((name) => headers[name] === undefined)
  );
}

/** One sentence for the log of the start; null where a token or a port of its own decides. */
export function figuresNotice({
  metrics,
  ...config
}: Pick<Config, 'metrics' | 'publicUrl' | 'trustedProxies'>): string | null {
  if (metrics.token !== null || metrics.port !== null) return null;
  const isOpen = mayReadFigures(config, '127.0.0.1', {});
  return isOpen
    ? '/metrics answers programs of this machine only; set METRICS_TOKEN to read it from elsewhere.'
    : '/metrics answers nobody, because METRICS_TOKEN is not set.';
}
