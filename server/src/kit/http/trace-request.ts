import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';
import { endSpan, type Tracer, type TraceSpan } from '../tracing/index.ts';

const KNOWN = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
]);

/** What the span of a request says of it. */
export interface Traced {
  readonly requestId: string;
  readonly operation: string;
  /** The path of the operation with the names of its parameters; undefined: it is no call of ours. */
  readonly route: string | undefined;
  readonly publicUrl: () => string;
}

/**
 * Begins the span of a request by the conventions of OpenTelemetry for HTTP servers. Its path and query are not in it, because they may
 * contain anything; nor are its headers, its body and its client.
 */
export function beginRequestSpan(
  tracer: Tracer,
  { headers, method = '' }: Pick<IncomingMessage, 'headers' | 'method'>,
  { requestId, operation, route, publicUrl }: Traced,
): TraceSpan | undefined {
  return tracer.request(headers.traceparent, () => {
    const isKnown = KNOWN.has(method);
    const verb = isKnown ? method : 'HTTP';
    return {
      name: route === undefined ? verb : `${verb} ${route}`,
      attributes: {
        'http.request.method': isKnown ? method : '_OTHER',
        'url.scheme': publicUrl().startsWith('https:') ? 'https' : 'http',
        ...(route !== undefined && { 'http.route': route, 'psnb2b.operation': operation }),
        'psnb2b.request_id': requestId,
      },
    };
  });
}

/** Ends it with the status of the reply; one of ours that failed is an error, one that was refused is none. */
export function endRequestSpan(span: TraceSpan, status: number, error: unknown): void {
  const { attributes } = span;
  attributes['http.response.status_code'] = status;
  if (error instanceof Refusal) attributes['psnb2b.error_code'] = error.code;
  if (status >= 500) {
    span.isFailed = true;
    attributes['error.type'] = String(status);
  }
  endSpan(span);
}
