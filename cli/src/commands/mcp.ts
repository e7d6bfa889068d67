import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PsnB2bError } from '@psnb2b/sdk';
import type { Run } from '../context.ts';
import { CommandError, usage } from '../exit.ts';
import { callTool, ToolRefusal } from '../mcp/call-tool.ts';
import { serveLines } from '../mcp/serve-lines.ts';
import { type Offer, openSession } from '../mcp/session.ts';
import { isAmount, spendingUpTo } from '../mcp/spending.ts';
import { tools } from '../mcp/tools.ts';
import { reportError } from '../report-error.ts';

interface Options {
  readonly approveAbove?: string;
  readonly codesFolder?: string;
  readonly http?: string;
  readonly live?: boolean;
  readonly reset?: boolean;
}

const TOKEN_LENGTH_MIN = 32;

/** Serves the Model Context Protocol: on the standard streams until the input ends, or over HTTP until Ctrl-C. */
export const mcp: Run<Options> = async (context, _words, options) => {
  const place = options.http === undefined ? null : readPlace(options.http);
  const token = place && tokenFrom(context.terminal.env.PSNB2B_MCP_TOKEN);
  const { client, mode, url, holder } = await context.shop();
  if (mode === 'live' && !options.live) {
    throw usage(
      'This is a live key: a model would spend real money. Use a test key, or add --live.',
    );
  }
  const limit = options.approveAbove ?? '0';
  if (!isAmount(limit)) throw usage(`--approve-above is an amount such as 100.00, not ${limit}.`);
  const { signal } = context;
  const spending = spendingUpTo(limit, {
    folder: context.folders.state,
    holder: await holder(signal),
  });
  if (options.reset) {
    await spending.startOver();
    await context.print({ spent: '0.000' }, 'What was bought without an approval counts from 0.\n');
    return;
  }
  const folder = options.codesFolder ?? join(context.folders.state, 'codes');
  const offer: Offer = {
    tools,
    instructions: `Gift-card codes of ${url}, in ${mode} mode. Codes are cash: they are saved to files, and never shown to you.`,
    call: async (name, given, elicit) => {
      const approve = async (question: string) => (await elicit(question))?.action === 'accept';
      try {
        const value = await callTool({ client, spending, folder, approve, signal }, name, given);
        return resultOf(JSON.stringify(value), false);
      } catch (error) {
        const isExpected =
          error instanceof ToolRefusal ||
          error instanceof PsnB2bError ||
          error instanceof CommandError;
        const text = error instanceof ToolRefusal ? error.message : reportError(error).text;
        if (isExpected) return resultOf(text, true);
        context.note(text);
        return resultOf('This failed; the person who runs psnb2b sees why.', true);
      }
    },
  };
  if (place === null || token === null) {
    await serveLines({ ...context.terminal, signal }, openSession(offer));
    return;
  }
  // Only here: a server of HTTP is much to load.
  const { serveHttp } = await import('../mcp/serve-http.ts');
  await serveHttp(
    { ...place, token: token.text, signal },
    () => openSession(offer),
    (address) => {
      context.note(`Serving a model at ${address}, in ${mode} mode. Ctrl-C ends it.`);
      context.note(
        token.isOwn
          ? 'Each request needs the token of PSNB2B_MCP_TOKEN: Authorization: Bearer …'
          : `Each request needs this header: Authorization: Bearer ${token.text}`,
      );
    },
  );
};

function resultOf(text: string, isError: boolean) {
  return { content: [{ type: 'text', text }], isError };
}

/** Reads a port, or an address of this machine with one, such as `127.0.0.1:8765`. */
function readPlace(text: string): { host: string; port: number } {
  const [, host = '127.0.0.1', digits] =
    /^(?:(localhost|127\.0\.0\.1|\[::1\]):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535) {
    throw usage(
      `--http is a port of this machine, such as 8765 or 127.0.0.1:8765, not ${text}. For other machines, put a proxy with TLS in front.`,
    );
  }
  return { host: host.replace(/[[\]]/g, ''), port };
}

/** The token of the environment stays the same over restarts; without one, each start has its own. */
function tokenFrom(given: string | undefined): { text: string; isOwn: boolean } {
  if (given === undefined || given === '') {
    return { text: randomBytes(32).toString('base64url'), isOwn: false };
  }
  if (given.length < TOKEN_LENGTH_MIN || /[^\x21-\x7e]/.test(given)) {
    throw usage(
      `PSNB2B_MCP_TOKEN has at least ${TOKEN_LENGTH_MIN} characters, without spaces: whoever knows it can buy. For example: openssl rand -base64 33`,
    );
  }
  return { text: given, isOwn: true };
}
