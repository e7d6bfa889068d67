import { spawn } from 'node:child_process';
import type { Run } from '../context.ts';
import { usage } from '../exit.ts';

const PAGES: Readonly<Record<string, string>> = {
  overview: '/portal/overview',
  orders: '/portal/orders',
  claims: '/portal/claims',
  balance: '/portal/balance',
  keys: '/portal/developers/keys',
  webhooks: '/portal/developers/webhooks',
  events: '/portal/developers/events',
  requests: '/portal/developers/requests',
  docs: '/docs',
  status: '/status',
};

/** Opens a page in the browser, or prints its address where there is none. */
export const open: Run<{ readonly print?: boolean }> = async (
  context,
  [page = 'overview'],
  options,
) => {
  const { url } = await context.shop();
  const address = `${url}${pathOf(page)}`;
  await context.print({ url: address }, `${address}\n`);
  if (options.print || context.json || !context.terminal.isTty.out) return;
  const [program, ...args] = openerFor(process.platform);
  // Without a shell: an address must not be a command.
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => context.note('No browser was found here: open the address yourself.'));
  child.unref();
};

function pathOf(page: string): string {
  const named = Object.hasOwn(PAGES, page) ? PAGES[page] : undefined;
  if (named !== undefined) return named;
  if (/^ord_[0-9a-z]{26}$/.test(page)) return `/portal/orders/${page}`;
  if (/^clm_[0-9a-z]{26}$/.test(page)) return `/portal/claims/${page}`;
  throw usage(
    `There is no page ${page}. There are: ${Object.keys(PAGES).join(', ')}; or the id of an order or a claim.`,
  );
}

function openerFor(platform: string): [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  // `start` would need a shell.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}
