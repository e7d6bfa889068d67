type Id = string | number;

/** A message of JSON-RPC 2.0. */
export interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: Id | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** Sends a request to the other side; resolves with its result. */
export type Ask = (method: string, params: object) => Promise<unknown>;

/** Answers a request. */
export type Handle = (
  method: string,
  params: Record<string, unknown>,
  ask: Ask,
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

/** Where the answer to a message goes, and the questions that it raises. */
export interface Channel {
  send(message: object): Promise<void>;
  /** Aborts when nothing reaches the other side any more: its questions stay unanswered. */
  readonly closed?: AbortSignal | undefined;
}

/** One side of a conversation. */
export interface Peer {
  /** Takes a message, which may answer a question; resolves once it is answered, and never rejects. */
  take(message: Message, channel: Channel): Promise<void>;
}

export const MESSAGE_BYTES_MAX = 1_000_000;

export function createPeer(handle: Handle): Peer {
  const asked = new Map<Id, (reply: Message | Error) => void>();
  let asks = 0;
  const askOver =
    (channel: Channel): Ask =>
    (method, params) => {
      asks += 1;
      const id = `ask-${asks}`;
      const isClosed = () => asked.get(id)?.(new Error('the other side is gone'));
      return new Promise<unknown>((resolve, reject) => {
        asked.set(id, (reply) => {
          asked.delete(id);
          channel.closed?.removeEventListener('abort', isClosed);
          if (reply instanceof Error) reject(reply);
          else if (reply.error) reject(new Error(reply.error.message));
          else resolve(reply.result);
        });
        channel.closed?.addEventListener('abort', isClosed, { once: true });
        if (channel.closed?.aborted) isClosed();
        else channel.send(withVersion({ id, method, params })).catch(isClosed);
      });
    };
  const answer = async ({ id, method, params }: Message, channel: Channel) => {
    if (typeof method !== 'string')
      throw new RpcError(rpcErrors.request, 'A request has a method.');
    const given =
      typeof params === 'object' && params !== null && !Array.isArray(params) ? params : {};
    const result = await handle(method, given as Record<string, unknown>, askOver(channel));
    if (id !== undefined) await channel.send(withVersion({ id, result }));
  };
  return {
    take: async (message, channel) => {
      if (message.method === undefined && message.id != null && asked.has(message.id)) {
        asked.get(message.id)?.(message);
        return;
      }
      await answer(message, channel).catch(async (error) => {
        if (message.id === undefined) return;
        const code = error instanceof RpcError ? error.code : rpcErrors.internal;
        const text = error instanceof RpcError ? error.message : 'This is a bug of psnb2b.';
        await channel.send(refusalOf(message.id, code, text)).catch(() => {});
      });
    },
  };
}

/** Returns the answer to a request that cannot be carried out; `id` is null if none could be read. */
export function refusalOf(id: Id | null, code: number, message: string): object {
  return withVersion({ id, error: { code, message } });
}

/** Returns the message in a text; null if it holds none. */
export function parseMessage(text: string): Message | null {
  if (text.length > MESSAGE_BYTES_MAX) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Message)
      : null;
  } catch {
    return null;
  }
}

function withVersion(message: object): object {
  return { jsonrpc: '2.0', ...message };
}
