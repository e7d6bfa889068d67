import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

type Value = string | number;

/** A span as it was received, with its attributes as an object. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly flags: number;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: Readonly<Record<string, Value>>;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status?: { readonly code: number };
  /** Of the process that sent it. */
  readonly resource: Readonly<Record<string, Value>>;
}

interface KeyValue {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: string };
}
type SentSpan = Omit<ReceivedSpan, 'attributes' | 'resource'> & {
  readonly attributes: readonly KeyValue[];
};

/** A collector of traces by OTLP/HTTP in JSON, on a free port of this machine. */
export interface TraceCollector extends AsyncDisposable {
  readonly url: string;
  readonly spans: ReceivedSpan[];
  /** Every request as it arrived. */
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  /** The text of every request, headers included. */
  readonly text: () => string;
  behaviour: RequestListener;
  /** Waits for a span. */
  readonly waitFor: (
    is: (span: ReceivedSpan) => boolean,
    timeoutMs?: number,
  ) => Promise<ReceivedSpan>;
}

const taken: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
};

export async function openTraceCollector(): Promise<TraceCollector> {
  const texts: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => {});
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      texts.push(JSON.stringify(request.rawHeaders), body);
      collector.requests.push({ path: String(request.url), headers: request.headers });
      collector.spans.push(...spansOf(body));
      collector.behaviour(request, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const collector: TraceCollector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ spans: [], requests: [], behaviour: taken },
    text: () => texts.join('\n'),
    waitFor: async (is, timeoutMs = 20_000) => {
      const until = performance.now() + timeoutMs;
      for (;;) {
        const span = collector.spans.find(is);
        if (span) return span;
        if (performance.now() > until) {
          const names = collector.spans.map(({ name }) => name).join(', ');
          throw new Error(`no such span; there are ${names}`);
        }
        await delay(10);
      }
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return collector;
}

function spansOf(body: string): ReceivedSpan[] {
  const { resourceSpans } = JSON.parse(body) as {
    resourceSpans: {
      resource: { attributes: KeyValue[] };
      scopeSpans: { spans: SentSpan[] }[];
    }[];
  };
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        attributes: plain(span.attributes),
        resource: plain(resource.attributes),
      })),
    ),
  );
}

function plain(attributes: readonly KeyValue[]): Record<string, Value> {
  return Object.fromEntries(
    // nothing: neither would be a fault of the sender, which the tests of its attributes show.
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue ?? 0)]),
  );
}
