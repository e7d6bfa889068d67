import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { canonical } from './canonical.ts';
import { type Finding, type orderTrials, RETRY_AFTER_S } from './order-trials.ts';

export interface ProxyOptions {
  /** The shop, without `/api/v1`. */
  readonly url: string;
  readonly port: number;
  readonly trials: ReturnType<typeof orderTrials>;
  readonly onFindings: (findings: readonly Finding[]) => void;
  /** Called for each call that the shop accepted, with its method and path. */
  readonly onAccepted: (call: string) => void;
}

export interface Proxy extends AsyncDisposable {
  readonly url: string;
}

interface Passed {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** Evidence of a claim, and more than any other body. */
const BODY_MAX = 16 * 1024 * 1024;
/** A test key asks the shop for an error with it. */
const ON_DEMAND = 'X-PSNB2B-Test-Error';
const HOP_BY_HOP =
  /^(host|connection|keep-alive|transfer-encoding|content-length|accept-encoding|content-encoding|upgrade)$/i;

/** Stands between a program and the shop, on this machine only, and for test keys only. */
export async function openProxy(options: ProxyOptions): Promise<Proxy> {
  const server = createServer((request, response) => {
    serve(request, response, options).catch(() => response.destroy());
  });
  server.listen(options.port, '127.0.0.1');
  await Promise.race([
    once(server, 'listening'),
    once(server, 'error').then(([error]) => Promise.reject(error)),
  ]);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: ProxyOptions,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const body = await readBody(request);
  if (body === null)
    return problem(
      response,
      413,
      'body_too_large',
      'The body is too large for this command.',
      false,
    );
  if (!url.startsWith('/'))
    return problem(response, 404, 'not_found', 'This command passes on calls of the API.', false);
  if (/psnb2b_live_/.test(headers.authorization ?? '')) {
    return problem(
      response,
      403,
      'test_key_required',
      'psnb2b certify accepts test keys only.',
      false,
    );
  }
  const path = url.split('?')[0] ?? url;
  const isOrder = method === 'POST' && path === '/api/v1/orders';
  const { trials } = options;
  const decision = isOrder
    ? trials.next(orderOf(request, body))
    : ({ spoil: 'none', findings: [] } as const);
  options.onFindings(decision.findings);
  switch (decision.spoil) {
    case 'limit':
      // The shop refuses it first, so that its own records show the wait. Its wait is no longer than ours.
      await passOn(request, body, options, 'rate_limited');
      return problem(response, 429, 'rate_limited', 'Too many requests.', true, RETRY_AFTER_S);
    case 'price':
      return problem(
        response,
        409,
        'price_changed',
        'The price is higher than your max_unit_price.',
        false,
      );
    case 'none': {
      const passed = await passOn(request, body, options);
      if (passed.status < 300) options.onAccepted(`${method} ${path}`);
      return reply(response, passed);
    }
    case 'cut':
    case 'unknown': {
      const isCut = decision.spoil === 'cut';
      const passed = await passOn(request, body, options, isCut ? undefined : 'outcome_unknown');
      if (isCut ? passed.status >= 300 : !isUnknown(passed)) {
        trials.undo();
        return reply(response, passed);
      }
      if (isCut) {
        request.socket.destroy();
        return;
      }
      return problem(
        response,
        503,
        'outcome_unknown',
        'It is not known whether the request took effect.',
        true,
        1,
      );
    }
    default:
      decision.spoil satisfies never;
  }
}

/** Whether the shop hides an order that was placed, as it was asked to. */
function isUnknown({ status, body }: Passed): boolean {
  return status === 503 && body.includes('"outcome_unknown"');
}

function orderOf({ headers }: IncomingMessage, body: Buffer) {
  const key = headers['idempotency-key'];
  let value: unknown = null;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    // The shop refuses it.
  }
  return {
    key: typeof key === 'string' ? key : null,
    body: canonical(value),
    hasPriceLimit: typeof value === 'object' && value !== null && 'max_unit_price' in value,
    at: performance.now(),
  };
}

async function passOn(
  request: IncomingMessage,
  body: Buffer,
  { url }: ProxyOptions,
  onDemand?: 'rate_limited' | 'outcome_unknown',
): Promise<Passed> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (!HOP_BY_HOP.test(name) && value !== undefined) headers.set(name, String(value));
  }
  if (onDemand !== undefined) headers.set(ON_DEMAND, onDemand);
  const { method = 'GET' } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD' && body.length > 0;
  const answer = await fetch(`${url}${request.url}`, {
    method,
    headers,
    redirect: 'manual',
    body: hasBody ? new Uint8Array(body) : null,
  });
  return {
    status: answer.status,
    headers: answer.headers,
    body: Buffer.from(await answer.arrayBuffer()),
  };
}

function reply(response: ServerResponse, { status, headers, body }: Passed): void {
  for (const [name, value] of headers) if (!HOP_BY_HOP.test(name)) response.setHeader(name, value);
  response.writeHead(status).end(body);
}

function problem(
  response: ServerResponse,
  status: number,
  code: string,
  detail: string,
  retryable: boolean,
  retryAfterS?: number,
): void {
  const title = code.replaceAll('_', ' ');
  const body = {
    type: 'about:blank',
    title,
    status,
    detail,
    code,
    request_id: 'req_certify',
    retryable,
  };
  if (retryAfterS !== undefined) response.setHeader('retry-after', String(retryAfterS));
  response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
