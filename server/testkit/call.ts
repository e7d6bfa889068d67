import { basePath } from '@psnb2b/contract';
import { type Answer, contractFaults } from './conformance.ts';

export interface CallOptions {
  /** The API key of the request. */
  readonly key?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent unchanged, in place of `body`. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The client's address, as a trusted proxy reports it. */
  readonly from?: string;
  /** Ends the wait for the reply. */
  readonly signal?: AbortSignal;
}

/**
 * Calls the API with fetch; `path` is relative to `/api/v1`. Throws if the reply violates the contract, so every call
 * of every test also tests the contract.
 */
export async function callApi<Body = Record<string, unknown>>(
  url: string,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer<Body>> {
  const headers = new Headers();
  const body = options.raw ?? (options.body === undefined ? null : JSON.stringify(options.body));
  if (body !== null) headers.set('content-type', 'application/json');
  if (options.key !== undefined) headers.set('authorization', `Bearer ${options.key}`);
  if (options.from !== undefined) headers.set('x-forwarded-for', options.from);
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (value === '') headers.delete(name);
    else headers.set(name, value);
  }
  const response = await fetch(`${url}${basePath}${path}`, {
    ...{ method, headers, body },
    ...(options.signal && { signal: options.signal }),
  });
  const text = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  const answer: Answer = {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : {},
  };
  const faults = contractFaults(method, basePath + path, answer);
  if (faults.length > 0) {
    throw new Error(`${method} ${path} → ${answer.status} ${text}\n${faults.join('\n')}`);
  }
  return answer as Answer<Body>;
}
