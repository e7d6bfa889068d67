import { type Attributes, SPAN_KINDS, type TraceSpan } from './span.ts';

/** Who sends the spans. */
export interface Resource {
  readonly serviceName: string;
  readonly serviceVersion: string;
  /** Differs in each process. */
  readonly instanceId: string;
}

const SAMPLED = 0x1;
/** The parent is known to be in this process, or known to be in another. */
const HAS_PLACE = 0x100;
const IS_REMOTE = 0x200;
const ERROR = 2;

/**
 * Returns the body of a request of OTLP/HTTP in JSON: ExportTraceServiceRequest of opentelemetry-proto in its JSON mapping, that is ids
 * in hexadecimal, members in camelCase, numbers of 64 bits as text, enumerations as numbers.
 */
export function traceRequest(resource: Resource, spans: readonly TraceSpan[]): string {
  return JSON.stringify({
    resourceSpans: [
      {
        resource: {
          attributes: attributesOf({
            'service.name': resource.serviceName,
            'service.version': resource.serviceVersion,
            'service.instance.id': resource.instanceId,
          }),
        },
        scopeSpans: [
          { scope: { name: 'psnb2b', version: resource.serviceVersion }, spans: spans.map(spanOf) },
        ],
      },
    ],
  });
}

function spanOf(span: TraceSpan): object {
  const { traceId, spanId, parentId, name, kind, attributes, links, beganMs, endedMs } = span;
  return {
    ...{ traceId, spanId, ...(parentId !== null && { parentSpanId: parentId }) },
    flags: SAMPLED | HAS_PLACE | (span.isParentRemote ? IS_REMOTE : 0),
    name,
    kind: SPAN_KINDS[kind],
    startTimeUnixNano: nanoseconds(span.epochMs + beganMs),
    endTimeUnixNano: nanoseconds(span.epochMs + (endedMs ?? beganMs)),
    attributes: attributesOf(attributes),
    ...(links.length > 0 && {
      links: links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
    }),
    ...(span.isFailed && { status: { code: ERROR } }),
  };
}

/** To the microsecond: more digits than a number has. */
function nanoseconds(ms: number): string {
  return `${Math.round(ms * 1000)}000`;
}

function attributesOf(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
  }));
}
