import { Agent } from 'undici';
import { SECOND_MS } from '../time.ts';
import { type Resource, traceRequest } from './otlp.ts';
import type { TraceSpan } from './span.ts';

/** Spans that wait, some 1 KB each; what comes beyond is dropped. */
const QUEUE_MAX = 4_096;
/** Few, because nothing else happens while they are written: about a millisecond. */
const BATCH_MAX = 128;
const EVERY_MS = SECOND_MS;
const TIMEOUT_MS = 10 * SECOND_MS;
/** For what still waits when the process ends. */
const FLUSH_MS = 3 * SECOND_MS;
const REPLY_BYTES_MAX = 65_536;

/** What happened to spans: `sent`; `dropped` because too many waited; `failed` because the collector did not take them. */
export type SpanOutcome = 'sent' | 'dropped' | 'failed';

export interface ExporterOptions {
  /** The address that takes traces: OTLP/HTTP in JSON. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly resource: Resource;
  readonly onSpans: (outcome: SpanOutcome, count: number) => void;
  /** Called when sending begins to fail, and with null when it works again. */
  readonly onChange: (error: Error | null) => void;
}

/**
 * Sends spans to a collector, one request at a time. A collector that is away, slow or full costs spans, and never a request of this
 * shop: what cannot be sent is not sent again.
 */
export class SpanExporter implements AsyncDisposable {
  readonly #options: ExporterOptions;
  readonly #agent = new Agent({ connections: 1 });
  readonly #over = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #queue: TraceSpan[] = [];
  #sending: Promise<void> | undefined;
  #isFailing = false;

  constructor(options: ExporterOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#send(), EVERY_MS).unref();
  }

  add(span: TraceSpan): void {
    if (this.#queue.length >= QUEUE_MAX) {
      this.#options.onSpans('dropped', 1);
      return;
    }
    this.#queue.push(span);
    if (this.#queue.length === BATCH_MAX) void this.#send();
  }

  /** Sends what waits, until it fails: then the rest waits for the next round. */
  #send(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, BATCH_MAX);
      try {
        const failed = await this.#post(traceRequest(this.#options.resource, batch));
        this.#count('sent', batch.length - failed);
        this.#count('failed', failed);
        if (this.#isFailing) this.#options.onChange(null);
        this.#isFailing = false;
      } catch (error) {
        this.#count('failed', batch.length);
        if (!this.#isFailing) this.#options.onChange(error as Error);
        this.#isFailing = true;
        return;
      }
    }
  }

  #count(outcome: SpanOutcome, count: number): void {
    if (count > 0) this.#options.onSpans(outcome, count);
  }

  /** Returns how many spans the collector refused; throws if it took none. No redirect is followed: the headers may have a secret. */
  async #post(body: string): Promise<number> {
    const { url, headers } = this.#options;
    const { statusCode, body: reply } = await this.#agent.request({
      ...{ origin: url.origin, path: url.pathname, method: 'POST', body },
      headers: { ...headers, 'content-type': 'application/json' },
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), this.#over.signal]),
    });
    const text = await readSome(reply);
    if (statusCode < 200 || statusCode > 299) throw new Error(`it answers ${statusCode}`);
    return refusedOf(text);
  }

  /** Sends an empty request; throws if the collector cannot be reached or does not take it. */
  async probe(): Promise<void> {
    await this.#post(traceRequest(this.#options.resource, []));
  }

  /** Sends what waits, for a few seconds at most. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    const late = setTimeout(() => this.#over.abort(), FLUSH_MS);
    await this.#sending;
    await this.#send();
    clearTimeout(late);
    this.#count('dropped', this.#queue.length);
    this.#queue = [];
    await this.#agent.destroy();
  }
}

async function readSome(reply: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of reply) {
    bytes += chunk.length;
    if (bytes > REPLY_BYTES_MAX) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `partialSuccess.rejectedSpans` of the reply. A reply that is not JSON refuses none. */
function refusedOf(text: string): number {
  try {
    const count = Number(JSON.parse(text)?.partialSuccess?.rejectedSpans);
    return Number.isSafeInteger(count) && count > 0 ? count : 0;
  } catch {
    return 0;
  }
}
