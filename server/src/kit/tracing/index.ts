export { activeSpan, traceBatch, withSpan } from './active-span.ts';
export { readHeaders } from './read-headers.ts';
export { beginChild, endSpan, type TraceSpan } from './span.ts';
export type { SpanOutcome } from './span-exporter.ts';
export { Tracer, type TraceSettings } from './tracer.ts';
