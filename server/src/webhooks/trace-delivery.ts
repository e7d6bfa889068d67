import { formatId } from '../kit/ids.ts';
import { endSpan, type Tracer, type TraceSpan } from '../kit/tracing/index.ts';
import type { Channel } from './channel.ts';
import type { Job } from './job.ts';
import type { Sent } from './send-delivery.ts';

/**
 * Begins the span of one attempt, by the conventions of OpenTelemetry for HTTP clients. The endpoint is named by its id: its address may
 * contain a secret of its partner.
 */
export function beginDeliverySpan(
  tracer: Tracer,
  { endpointId }: Channel,
  job: Job,
): TraceSpan | undefined {
  const { eventId, type } = job.parts();
  return tracer.delivery(eventId, 'POST webhook', {
    'http.request.method': 'POST',
    ...(job.tries > 0 && { 'http.request.resend_count': job.tries }),
    'psnb2b.event_id': formatId('evt', eventId),
    'psnb2b.event_type': type,
    'psnb2b.webhook_endpoint_id': formatId('whe', endpointId),
  });
}

/** Ends it with the status of the reply, or with the kind of what went wrong. */
export function endDeliverySpan(span: TraceSpan, { status, error }: Sent): void {
  const { attributes } = span;
  if (status !== null) attributes['http.response.status_code'] = status;
  if (error !== null) {
    span.isFailed = true;
    attributes['error.type'] = error === 'status' ? String(status) : error;
  }
  endSpan(span);
}
