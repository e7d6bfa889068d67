import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Order, OrderCodeList } from '@psnb2b/contract';
import { smallFile } from '../../testkit/acts.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

const GUIDES = join(import.meta.dirname, '../../../docs/guides');

/** A `curl` command of a guide. */
export interface GuideSample {
  /** `holds 2`: the second of the guide on holds. */
  readonly name: string;
  readonly text: string;
}

/** Every `curl` command of every guide, in reading order. */
export async function guideSamples(): Promise<GuideSample[]> {
  const files = await readdir(GUIDES);
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(GUIDES, file), 'utf8');
      const blocks = [...text.matchAll(/^```sh\n(curl .*?)\n```$/gms)];
      return blocks.map(([, block = ''], index) => ({
        name: `${file.replace('.md', '')} ${index + 1}`,
        text: block,
      }));
    }),
  );
  return found.flat();
}

/** A shop with a partner whose test key has what the samples name. */
export interface World extends AsyncDisposable {
  readonly shop: Shop;
  readonly env: Readonly<Record<string, string>>;
  /** The sample with real ids in place of invented ones, and the variables that it reads. */
  prepare(sample: GuideSample): { text: string; env: Readonly<Record<string, string>> };
  /** A file that the samples send. */
  readonly evidence: Uint8Array;
}

export async function openWorld(): Promise<World> {
  await using stack = new AsyncDisposableStack();
  const shop = stack.use(await openShop());
  const { key } = await shop.buyer({ mode: 'test', balance: '10000.00' });
  const buy = async (quantity: number, more: object = {}) => {
    const order = { region: 'US', denomination: 50, quantity, ...more };
    return (await shop.call<Order>('POST', '/orders', { key, body: order })).body.id;
  };
  const codesOf = async (order: string, query = '') =>
    (await shop.call<OrderCodeList>('GET', `/orders/${order}/codes${query}`, { key })).body.data;
  const [read, unread, hold, claimed] = [
    await buy(1),
    await buy(4),
    await buy(1, { payment: 'hold', hold_seconds: 3_600 }),
    await buy(1),
  ];
  const [known] = await codesOf(read);
  const [faulty] = await codesOf(claimed);
  const masked = await codesOf(unread, '?masked=true');
  const claim = await shop.call<{ id: string }>('POST', '/claims', {
    key,
    body: { order_id: claimed, codes: [faulty?.id], reason: 'invalid', description: 'Refused.' },
  });
  const env = { API: `${shop.url}/api/v1`, KEY: key, ORDER: read, CLAIM: claim.body.id };
  /** What samples name is invented: each text that stands for something, with what it stands for. */
  const inPlaceOf: Readonly<Record<string, string>> = {
    'ord_…': read,
    'cod_…': known?.id ?? '',
    'abcd-efgh-jklm': known?.code ?? '',
    'psnb2b_live_…': `psnb2b_live_${'0'.repeat(49)}`,
    ...Object.fromEntries(masked.map(({ id }, index) => [`cod_${index + 1}`, id])),
  };
  const orders: Readonly<Record<string, string>> = { 'holds 2': hold, holds: unread };
  const owned = stack.move();
  return {
    shop,
    env,
    evidence: smallFile('small.png'),
    prepare: ({ name, text }) => {
      const [guide = ''] = name.split(' ');
      const order = orders[name] ?? orders[guide] ?? read;
      const names = Object.keys(inPlaceOf).join('|');
      const real = text.replaceAll(new RegExp(names, 'g'), (found) => inPlaceOf[found] ?? found);
      return { text: real, env: { ...env, ORDER: order } };
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Whether a sample asks for a lost reply, so that its program must fail. */
export function losesItsReply({ text }: GuideSample): boolean {
  return text.includes('X-PSNB2B-Test-Error: connection_lost');
}

/** The problem that a program printed in place of a reply; null if it printed a reply. `curl -s` does not fail by itself. */
export function problemIn(printed: string): string | null {
  return /^\s*\{"type": ?"[^"]*\/docs\/errors\//.test(printed) ? printed.slice(0, 500) : null;
}
