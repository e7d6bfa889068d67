import type { ConnectionFault, UnknownProblem } from '../errors.ts';
import type { Problem } from '../generated/problems.ts';
import { retryAfterOf } from './retry.ts';

/** One reply with its whole body. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The outcome of one try: a value, a refusal, or a fault between us and the API. */
export type Outcome =
  | { readonly kind: 'done'; readonly reply: Reply; readonly value: unknown }
  | {
      readonly kind: 'refused';
      readonly problem: Problem | UnknownProblem;
      readonly retryAfterMs: number | null;
    }
  | {
      readonly kind: 'fault';
      readonly fault: ConnectionFault;
      readonly retryable: boolean;
      readonly retryAfterMs: number | null;
    };

/** Statuses without a problem document after which the same request may succeed. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);
const SHOWN_MAX = 120;

/** Decides what a reply means; `wantsText` for forms other than JSON. */
export function readReply(reply: Reply, wantsText = false): Outcome {
  const { status, headers, text } = reply;
  const retryAfterMs = retryAfterOf(headers);
  const isJson = /[/+]json\b/i.test(headers.get('content-type') ?? ''); // nothing: no type is not JSON
  if (status === 0 || (status >= 300 && status < 400 && status !== 304)) {
    const place = headers.get('location') ?? 'an address that is not readable here';
    const detail = `the server redirects to ${origin(place)}, and the key is not sent there; set baseUrl to where the API is`;
    return {
      kind: 'fault',
      fault: { reason: 'redirect', detail, status },
      retryable: false,
      retryAfterMs,
    };
  }
  if (status === 204 || status === 304) return { kind: 'done', reply, value: null };
  const value = isJson ? parse(text) : undefined;
  if (status >= 200 && status < 300) {
    if (wantsText && !isJson) return { kind: 'done', reply, value: text };
    if (typeof value === 'object' && value !== null) return { kind: 'done', reply, value };
    const detail = `the reply is not JSON of the API: ${shown(reply)}`;
    return {
      kind: 'fault',
      fault: { reason: 'not_json', detail, status },
      retryable: true,
      retryAfterMs,
    };
  }
  if (isProblem(value)) return { kind: 'refused', problem: value, retryAfterMs };
  const detail = `the server, or a proxy before it, answered ${status} without a problem document: ${shown(reply)}`;
  const retryable = PASSING.has(status);
  return { kind: 'fault', fault: { reason: 'not_json', detail, status }, retryable, retryAfterMs };
}

function isProblem(value: unknown): value is UnknownProblem {
  const problem = value as Partial<UnknownProblem> | null | undefined;
  return typeof problem?.code === 'string' && typeof problem.status === 'number';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns the begin of a body on one line; of our own forms nothing, because codes may be in it. */
function shown({ headers, text }: Reply): string {
  const type = headers.get('content-type')?.split(';')[0] ?? 'no content type';
  if (text === '') return `${type}, empty`;
  if (!/html|plain/.test(type)) return `${type}, ${text.length} characters`;
  const begin = text
    .slice(0, 2_000)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `${type}, “${begin.slice(0, SHOWN_MAX)}”`;
}

/** An address without its path and query, which may hold secrets. */
function origin(place: string): string {
  return URL.canParse(place) ? new URL(place).origin : place.slice(0, SHOWN_MAX);
}
