import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { writeTo } from '../terminal.ts';

type Id = string | number;

/** A message of JSON-RPC 2.0, one on each line. */
interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: Id | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** Answers a request. `ask` sends a request to the other side and resolves with its result. */
export type Handle = (
  method: string,
  params: Record<string, unknown>,
  ask: (method: string, params: object) => Promise<unknown>,
) => Promise<unknown>;

export const rpcErrors = {
  parse: -32_700,
  request: -32_600,
  method: -32_601,
  params: -32_602,
  internal: -32_603,
} as const;

/** A refusal of a request by its form. What a tool could not do is a result instead. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const LINE_MAX = 1_000_000;

/** Serves requests until the input ends or the signal aborts. */
export async function serveRpc(
  { in: input, out, signal }: { in: Readable; out: Writable; signal: AbortSignal },
  handle: Handle,
): Promise<void> {
  const asked = new Map<Id, { resolve(value: unknown): void; reject(error: Error): void }>();
  let asks = 0;
  const send = (message: object) =>
    writeTo(out, `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const ask = (method: string, params: object) => {
    asks += 1;
    const id = `ask-${asks}`;
    return new Promise<unknown>((resolve, reject) => {
      asked.set(id, { resolve, reject });
      send({ id, method, params }).catch(reject);
    });
  };
  const answer = async ({ id, method, params }: Message) => {
    if (typeof method !== 'string')
      throw new RpcError(rpcErrors.request, 'A request has a method.');
    const given =
      typeof params === 'object' && params !== null && !Array.isArray(params) ? params : {};
    const result = await handle(method, given as Record<string, unknown>, ask);
    if (id !== undefined) await send({ id, result });
  };
  const take = (message: Message) => {
    if (message.method === undefined && message.id != null && asked.has(message.id)) {
      const { resolve, reject } = asked.get(message.id) ?? { resolve: () => {}, reject: () => {} };
      asked.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
      return;
    }
    answer(message).catch((error) => {
      if (message.id === undefined) return;
      const code = error instanceof RpcError ? error.code : rpcErrors.internal;
      const text = error instanceof RpcError ? error.message : 'This is a bug of psnb2b.';
      send({ id: message.id, error: { code, message: text } }).catch(() => {});
    });
  };
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const stop = () => lines.close();
  signal.addEventListener('abort', stop, { once: true });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const message = line.length > LINE_MAX ? null : parse(line);
    if (message === null) {
      await send({
        id: null,
        error: { code: rpcErrors.parse, message: 'The line is not a message.' },
      });
    } else take(message);
  }
  signal.removeEventListener('abort', stop);
}

function parse(line: string): Message | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Message)
      : null;
  } catch {
    return null;
  }
}
