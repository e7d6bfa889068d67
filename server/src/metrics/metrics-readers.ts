import type { IncomingHttpHeaders } from 'node:http';
import { type Config, isLoopback } from '../config/index.ts';

/** Headers that proxies add; a request of a program on this machine has none of them. */
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
 * Whether a caller without a token may read the metrics on the main port: only a program on this machine, on a server without a
 * public address. Behind a proxy on the same machine every stranger comes from loopback, and a proxy that adds no header cannot
 * be detected. But such a shop has a public address or trusted proxies, and then the metrics require METRICS_TOKEN.
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

/** One sentence for the log at the start; null if a token or a separate port decides. */
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
