import { join } from 'node:path';
import { PsnB2bError } from '@psnb2b/sdk';
import type { Run } from '../context.ts';
import { CommandError, usage } from '../exit.ts';
import { callTool, ToolRefusal } from '../mcp/call-tool.ts';
import { RpcError, rpcErrors, serveRpc } from '../mcp/json-rpc.ts';
import { isAmount, spendingUpTo } from '../mcp/spending.ts';
import { tools } from '../mcp/tools.ts';
import { reportError } from '../report-error.ts';
import { VERSION } from '../version.ts';

interface Options {
  readonly approveAbove?: string;
  readonly codesFolder?: string;
  readonly live?: boolean;
  readonly reset?: boolean;
}

/** Versions of the Model Context Protocol that this speaks, newest first. */
const PROTOCOLS = ['2025-11-25', '2025-06-18', '2025-03-26'] as const;

/** Serves the Model Context Protocol on the standard streams until the input ends. */
export const mcp: Run<Options> = async (context, _words, options) => {
  const { client, mode, url, holder } = await context.shop();
  if (mode === 'live' && !options.live) {
    throw usage(
      'This is a live key: a model would spend real money. Use a test key, or add --live.',
    );
  }
  const limit = options.approveAbove ?? '0';
  if (!isAmount(limit)) throw usage(`--approve-above is an amount such as 100.00, not ${limit}.`);
  const place = { folder: context.folders.state, holder: await holder(context.signal) };
  const spending = spendingUpTo(limit, place);
  if (options.reset) {
    await spending.startOver();
    await context.print({ spent: '0.000' }, 'What was bought without an approval counts from 0.\n');
    return;
  }
  const folder = options.codesFolder ?? join(context.folders.state, 'codes');
  let canAsk = false;
  await serveRpc({ ...context.terminal, signal: context.signal }, async (method, params, ask) => {
    switch (method) {
      case 'initialize': {
        const capabilities = params.capabilities as { elicitation?: object } | undefined;
        canAsk = capabilities?.elicitation !== undefined;
        const asked = params.protocolVersion;
        const protocolVersion = PROTOCOLS.find((each) => each === asked) ?? PROTOCOLS[0];
        return {
          protocolVersion,
          capabilities: { tools: {} },
          serverInfo: { name: 'psnb2b', version: VERSION },
          instructions: `Gift-card codes of ${url}, in ${mode} mode. Codes are cash: they are saved to files, and never shown to you.`,
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
        const approve = async (question: string) => {
          if (!canAsk) return false;
          const reply = await ask('elicitation/create', {
            message: question,
            requestedSchema: { type: 'object', properties: {} },
          }).catch(() => null);
          return (reply as { action?: string } | null)?.action === 'accept';
        };
        const parts = { client, spending, folder, approve, signal: context.signal };
        try {
          const value = await callTool(parts, name, given as Record<string, unknown>);
          return { content: [{ type: 'text', text: JSON.stringify(value) }], isError: false };
        } catch (error) {
          const isExpected =
            error instanceof ToolRefusal ||
            error instanceof PsnB2bError ||
            error instanceof CommandError;
          const text = error instanceof ToolRefusal ? error.message : reportError(error).text;
          if (!isExpected) context.note(text);
          return {
            content: [
              {
                type: 'text',
                text: isExpected ? text : 'This failed; the person who runs psnb2b sees why.',
              },
            ],
            isError: true,
          };
        }
      }
      default:
        if (method.startsWith('notifications/')) return undefined;
        throw new RpcError(rpcErrors.method, `There is no method ${method}.`);
    }
  });
};
