import { VERSION } from '../version.ts';
import { type Handle, RpcError, rpcErrors } from './json-rpc.ts';
import type { Tool } from './tools.ts';

/** Asks the person at the client; null if the client shows no questions, or went away. */
export type Elicit = (
  message: string,
  requestedSchema?: object,
) => Promise<{ readonly action: string; readonly content?: unknown } | null>;

export interface ToolResult {
  readonly content: readonly object[];
  readonly isError: boolean;
}

/** What a server offers. */
export interface Offer {
  readonly tools: readonly Tool[];
  readonly instructions: string;
  /** Runs one of `tools`. Never rejects for what the caller did: that is a result with `isError`. */
  call(name: string, given: Readonly<Record<string, unknown>>, elicit: Elicit): Promise<ToolResult>;
}

/** Versions of the Model Context Protocol that this speaks, newest first. */
export const PROTOCOLS: readonly [string, ...string[]] = ['2025-11-25', '2025-06-18', '2025-03-26'];

/** Begins a session of one client. */
export function openSession({ tools, instructions, call }: Offer): Handle {
  let canAsk = false;
  return async (method, params, ask) => {
    switch (method) {
      case 'initialize': {
        canAsk = showsForms(params.capabilities);
        const protocolVersion =
          PROTOCOLS.find((each) => each === params.protocolVersion) ?? PROTOCOLS[0];
        return {
          protocolVersion,
          capabilities: { tools: {} },
          serverInfo: { name: 'psnb2b', version: VERSION },
          instructions,
        };
      }
      case 'ping':
        return {};
      case 'tools/list':
        return { tools };
      case 'tools/call': {
        const { name, arguments: given = {} } = params as { name?: unknown; arguments?: object };
        if (typeof name !== 'string' || !tools.some((each) => each.name === name)) {
          throw new RpcError(rpcErrors.params, 'There is no such tool.');
        }
        const elicit: Elicit = async (message, requestedSchema = NO_FIELDS) => {
          if (!canAsk) return null;
          const reply = ask('elicitation/create', { message, requestedSchema });
          return reply.catch(() => null) as ReturnType<Elicit>;
        };
        return call(name, given as Record<string, unknown>, elicit);
      }
      default:
        if (method.startsWith('notifications/')) return undefined;
        throw new RpcError(rpcErrors.method, `There is no method ${method}.`);
    }
  };
}

const NO_FIELDS = { type: 'object', properties: {} };

/** A client that only opens addresses for its person shows no question of ours. */
function showsForms(capabilities: unknown): boolean {
  const { elicitation } = (capabilities ?? {}) as {
    elicitation?: { form?: object; url?: object };
  };
  if (elicitation === undefined || elicitation === null) return false;
  return elicitation.form !== undefined || elicitation.url === undefined;
}
