import { newUuid } from '../ids.ts';
import type { Secret } from '../secret.ts';
import { SECOND_MS } from '../time.ts';
import { VERSION } from '../version.ts';
import { keepActiveSpans } from './active-span.ts';
import { readHeaders } from './read-headers.ts';
import { type Attributes, randomHex, type SpanKind, type TraceSpan } from './span.ts';
import { type ExporterOptions, SpanExporter } from './span-exporter.ts';
import { readTraceParent } from './traceparent.ts';

/**
 * Whoever may call us can ask for a trace of each request. More than this a second are traced only as often as others, so that a caller
 * cannot fill the collector.
 */
const ASKED_PER_SECOND_MAX = 100;
/** The last digits of a trace id decide whether it is recorded; they are random in those of others, too. */
const DECIDING_DIGITS = 12;
const DECIDING_MAX = 16 ** DECIDING_DIGITS;

export interface TraceSettings {
  /** The base address of the collector. */
  readonly endpoint: string;
  /** Headers as OTEL_EXPORTER_OTLP_HEADERS has them. */
  readonly headers: Secret<string> | null;
  /** The share of traces that are recorded, 0 to 1, of those that nobody has decided about. */
  readonly share: number;
  readonly serviceName: string;
}

export interface TracerOptions extends Pick<ExporterOptions, 'onSpans' | 'onChange'> {
  readonly settings: TraceSettings;
}

/** Begins the traces of this process, and sends them when their parts have ended (decision 75). */
export class Tracer implements AsyncDisposable {
  readonly #share: number;
  readonly #exporter: SpanExporter;
  readonly #take: (span: TraceSpan) => void;
  #askedFrom = Number.NEGATIVE_INFINITY;
  #asked = 0;

  constructor({ settings, onSpans, onChange }: TracerOptions) {
    const { endpoint, headers, share, serviceName } = settings;
    this.#share = share;
    this.#exporter = new SpanExporter({
      url: new URL(`${endpoint}/v1/traces`),
      headers: (headers && readHeaders(headers.reveal())) ?? {},
      resource: { serviceName, serviceVersion: VERSION, instanceId: newUuid() },
      ...{ onSpans, onChange },
    });
    this.#take = (span) => this.#exporter.add(span);
    keepActiveSpans();
  }

  /** The span of a request that has this `traceparent`; undefined: it is not recorded. */
  request(
    traceparent: string | string[] | undefined,
    describe: () => { readonly name: string; readonly attributes: Attributes },
  ): TraceSpan | undefined {
    const caller = readTraceParent(traceparent);
    if (caller && !caller.isSampled) return undefined;
    const traceId = caller?.traceId ?? randomHex(16);
    const isRecorded = (caller !== null && this.#mayAsk()) || this.#isInShare(traceId);
    if (!isRecorded) return undefined;
    const { name, attributes } = describe();
    return this.#begin(traceId, caller?.parentId ?? null, name, 'server', attributes);
  }

  /**
   * The span of one delivery of an event; undefined: it is not recorded. The id of the event is that of the trace, so that all of its
   * attempts, by whichever process, are one trace.
   */
  delivery(eventId: string, name: string, attributes: Attributes): TraceSpan | undefined {
    const traceId = eventId.replaceAll('-', '');
    if (!this.#isInShare(traceId)) return undefined;
    return this.#begin(traceId, null, name, 'client', attributes);
  }

  /** Throws if the collector cannot be reached or does not take traces. */
  probe(): Promise<void> {
    return this.#exporter.probe();
  }

  #begin(
    traceId: string,
    parentId: string | null,
    name: string,
    kind: SpanKind,
    attributes: Attributes,
  ): TraceSpan {
    const beganMs = performance.now();
    return {
      ...{ traceId, spanId: randomHex(8), parentId, isParentRemote: parentId !== null },
      ...{ name, kind, attributes, links: [], endedMs: null, isFailed: false },
      ...{ beganMs, epochMs: Date.now() - beganMs, take: this.#take },
    };
  }

  #isInShare(traceId: string): boolean {
    if (this.#share === 1) return true;
    return Number.parseInt(traceId.slice(-DECIDING_DIGITS), 16) < this.#share * DECIDING_MAX;
  }

  #mayAsk(): boolean {
    const now = performance.now();
    if (now - this.#askedFrom >= SECOND_MS) {
      this.#askedFrom = now;
      this.#asked = 0;
    }
    this.#asked += 1;
    return this.#asked <= ASKED_PER_SECOND_MAX;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#exporter[Symbol.asyncDispose]();
  }
}
