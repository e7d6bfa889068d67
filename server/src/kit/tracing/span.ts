import { drawRandom } from '../random.ts';

export type Attributes = Record<string, string | number>;

/** What names a span in a link. */
export interface SpanContext {
  readonly traceId: string;
  readonly spanId: string;
}

/** What a span is of, as OpenTelemetry numbers it (SpanKind in opentelemetry-proto). */
export const SPAN_KINDS = { internal: 1, server: 2, client: 3 } as const;
export type SpanKind = keyof typeof SPAN_KINDS;

/** One timed piece of work of a trace that is recorded; work that is not recorded has none. */
export interface TraceSpan extends SpanContext {
  /** 32 hexadecimal characters. */
  readonly traceId: string;
  /** 16 hexadecimal characters. */
  readonly spanId: string;
  readonly parentId: string | null;
  /** Its parent is in another process. */
  readonly isParentRemote: boolean;
  readonly kind: SpanKind;
  readonly name: string;
  /** Milliseconds between the epoch and performance.now(), the same for all spans of this process in a trace. */
  readonly epochMs: number;
  /** performance.now() */
  readonly beganMs: number;
  /** performance.now(); null: it has not ended. */
  endedMs: number | null;
  isFailed: boolean;
  readonly attributes: Attributes;
  readonly links: SpanContext[];
  /** Takes it once it has ended. */
  readonly take: (span: TraceSpan) => void;
}

const bytes = Buffer.alloc(16);

/** A random id of `size` (≤ 16) bytes in hexadecimal. */
export function randomHex(size: number): string {
  drawRandom(bytes, 0, size);
  return bytes.toString('hex', 0, size);
}

/** A part of the work of another span. */
export function beginChild(
  parent: TraceSpan,
  name: string,
  kind: SpanKind,
  attributes: Attributes,
): TraceSpan {
  return {
    ...{ traceId: parent.traceId, spanId: randomHex(8), parentId: parent.spanId },
    ...{ isParentRemote: false, name, kind, attributes, links: [] },
    ...{ epochMs: parent.epochMs, beganMs: performance.now(), endedMs: null, isFailed: false },
    take: parent.take,
  };
}

/** Ends a span, once. */
export function endSpan(span: TraceSpan): void {
  if (span.endedMs !== null) return;
  span.endedMs = performance.now();
  span.take(span);
}
