import { PsnB2bError } from '../errors.ts';
import { type CallId, type Calls, calls } from '../generated/calls.ts';
import type { Settings } from '../settings.ts';
import type { Outcome } from './read-reply.ts';

/** What a call takes: the parts of its path, its filters and its body. */
export type Given<Id extends CallId> = {
  readonly [Part in Exclude<keyof Calls[Id], 'reply'>]?: Calls[Id][Part];
} & { readonly accept?: string | undefined; readonly ifNoneMatch?: string | undefined };

/** One request, the same for each of its tries. */
export interface Prepared {
  readonly url: string;
  readonly init: RequestInit;
  readonly call: string;
  readonly idempotencyKey: string | null;
  readonly wantsText: boolean;
}

/** Those that decide who calls, and which call it is. */
const OWN_HEADERS = ['authorization', 'idempotency-key', 'content-type', 'if-none-match'];
const VISIBLE = /^[!-~]{1,255}$/;

export async function requestOf<Id extends CallId>(
  settings: Settings,
  id: Id,
  given: Given<Id> | undefined,
  options: { readonly idempotencyKey?: string | undefined; readonly headers?: object | undefined },
): Promise<Prepared> {
  const [method, template] = calls[id];
  const parts = (given ?? {}) as {
    params?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: unknown;
    accept?: string;
    ifNoneMatch?: string;
  };
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    segment(name, parts.params?.[name]),
  );
  const headers = new Headers(options.headers as Record<string, string> | undefined);
  for (const own of OWN_HEADERS) headers.delete(own);
  headers.set('accept', parts.accept ?? 'application/json');
  headers.set('user-agent', settings.userAgent);
  if (id !== 'getOpenapi' && id !== 'reportKey') {
    headers.set('authorization', `Bearer ${await settings.apiKey()}`);
  }
  if (parts.ifNoneMatch !== undefined) headers.set('if-none-match', parts.ifNoneMatch);
  const idempotencyKey = method === 'POST' ? (options.idempotencyKey ?? crypto.randomUUID()) : null;
  if (idempotencyKey !== null) {
    if (!VISIBLE.test(idempotencyKey)) {
      throw new PsnB2bError('idempotencyKey has 1 to 255 visible ASCII characters.');
    }
    headers.set('idempotency-key', idempotencyKey);
  }
  const { body } = parts;
  const isForm = typeof FormData !== 'undefined' && body instanceof FormData;
  if (body !== undefined && !isForm) headers.set('content-type', 'application/json');
  return {
    url: `${settings.apiUrl}${path}${queryOf(parts.query)}`,
    init: {
      method,
      headers,
      // A redirect would take the key to another place.
      redirect: 'manual',
      body: body === undefined ? null : isForm ? (body as FormData) : JSON.stringify(body),
    },
    // The template: what stands in a path may be anything, also a code.
    call: `${method} ${template}`,
    idempotencyKey,
    wantsText: parts.accept !== undefined,
  };
}

/** Returns `?…` with what is defined; a list repeats its name. */
function queryOf(query: Record<string, unknown> | undefined): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each === undefined || each === null) continue;
      search.append(name, each instanceof Date ? each.toISOString() : String(each));
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** A part of a path is one segment, whatever is in it: a name from elsewhere must not lead to another call. */
function segment(name: string, value: unknown): string {
  if (typeof value !== 'string' || value === '' || /^\.{1,2}$/.test(value)) {
    throw new PsnB2bError(`${name} is a text such as an id, and not empty.`);
  }
  return encodeURIComponent(value);
}

/** For the log: why a try failed, in a word. */
export function describe(outcome: Outcome): { readonly failure: string | null } {
  if (outcome.kind === 'done') return { failure: null };
  return { failure: outcome.kind === 'refused' ? outcome.problem.code : outcome.fault.reason };
}
