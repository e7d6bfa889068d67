/**
 * Guards: a model can read and buy through the MCP server, never sees a code, and spends no more than the sum without a person.
 */
import { readFileSync, statSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import type { Shop } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../src/run-cli.ts';
import { Desk, keeping, openTestDesk, type TestDesk } from './run.ts';

let opened: TestDesk;
let shop: Shop;
let desk: Desk;
let live: string;
beforeAll(async () => {
  opened = await openTestDesk();
  ({ shop, desk, live } = opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

// biome-ignore lint/suspicious/noExplicitAny: messages of a protocol.
type Message = any;

/** A client of the server: `answers` is what its person does when asked. */
async function connect(args: string[], answers: string | null, env = desk.env) {
  const input = new PassThrough();
  const waiting = new Map<number, (message: Message) => void>();
  const asked: string[] = [];
  let rest = '';
  const seen: string[] = [];
  const out = keeping((text) => {
    seen.push(text);
    rest += text;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const message: Message = JSON.parse(line);
      if (message.method === 'elicitation/create') {
        asked.push(message.params.message);
        input.write(
          `${JSON.stringify({ jsonrpc: '2.0', id: message.id, result: { action: answers } })}\n`,
        );
      } else waiting.get(message.id)?.(message);
    }
  });
  const running = runCli(['mcp', ...args], {
    env,
    in: input,
    out: out.stream,
    err: keeping().stream,
    isTty: { in: false, out: false, err: false },
    columns: 80,
    signal: new AbortController().signal,
  });
  let id = 0;
  const request = (method: string, params: object = {}): Promise<Message> =>
    new Promise((resolve) => {
      id += 1;
      waiting.set(id, resolve);
      input.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    });
  const call = async (name: string, given: object = {}) => {
    const { result } = await request('tools/call', { name, arguments: given });
    return {
      isError: result.isError,
      value: readJson(result.content[0].text),
      text: result.content[0].text as string,
    };
  };
  const capabilities = answers === null ? {} : { elicitation: {} };
  const { result: hello } = await request('initialize', {
    protocolVersion: '2025-06-18',
    capabilities,
  });
  return {
    request,
    call,
    asked,
    hello,
    seen,
    input,
    end: () => {
      input.end();
      return running;
    },
  };
}

function readJson(text: string): Message {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const WISH = { sku: 'PSN-US-50', quantity: 1 };

test('it says what it is, lists its tools with their effects, and refuses nonsense', async () => {
  const mcp = await connect([], null);
  expect(mcp.hello).toMatchObject({
    protocolVersion: '2025-06-18',
    serverInfo: { name: 'psnb2b' },
  });
  const { result } = await mcp.request('tools/list');
  const readOnly = result.tools
    .filter((tool: Message) => tool.annotations.readOnlyHint)
    .map((tool: Message) => tool.name);
  expect(readOnly).toEqual([
    'get_inventory',
    'get_balance',
    'list_orders',
    'get_order',
    'list_claims',
  ]);
  expect((await mcp.request('tools/call', { name: 'constructor' })).error.code).toBe(-32602);
  expect((await mcp.request('resources/list')).error.code).toBe(-32601);
  expect((await mcp.request('ping')).result).toEqual({});
  mcp.input.write('not json\n');
  expect((await mcp.call('get_balance')).value).toMatchObject({ object: 'balance' });
  expect(mcp.seen.join('')).toContain('-32700');
  expect(await mcp.end()).toBe(0);
});

test('up to the sum it buys alone, above it a person approves, and codes reach a file only', async () => {
  const mcp = await connect(['--approve-above', '100.00', '--codes-folder', desk.home], 'accept');
  const first = await mcp.call('place_order', { ...WISH, reference: 'M-1' });
  expect(first.value).toMatchObject({ status: 'delivered', total: '47.00' });
  expect((await mcp.call('place_order', { ...WISH, reference: 'M-1' })).value).toMatchObject({
    already_placed: true,
  });
  await mcp.call('place_order', { ...WISH, reference: 'M-2' });
  expect(mcp.asked).toEqual([]);
  // Small orders add up: the third one is above the sum.
  await mcp.call('place_order', { ...WISH, reference: 'M-3' });
  expect(mcp.asked).toEqual(['Buy 1 × PSN-US-50 for 47.000 USD?']);
  const order_id = first.value.id;
  const saved = await mcp.call('save_codes', { order_id, file: 'm-1.csv' });
  expect(saved.value).toMatchObject({ codes: 1 });
  expect(readFileSync(saved.value.file, 'utf8')).toContain('TEST-');
  expect(statSync(saved.value.file).mode & 0o777).toBe(0o600);
  expect((await mcp.call('save_codes', { order_id, file: 'm-1.csv' })).isError).toBe(true);
  for (const file of ['../x.csv', '/etc/x.csv', 'x', '.csv']) {
    expect((await mcp.call('save_codes', { order_id, file })).isError).toBe(true);
  }
  const shown = await mcp.call('get_order', { order_id });
  const codes = [shown.value.codes[0].id];
  const claim = { order_id, codes, reason: 'invalid', description: 'Not valid.' };
  expect((await mcp.call('file_claim', claim)).value).toMatchObject({ status: 'open' });
  expect((await mcp.call('list_claims')).value.data).toHaveLength(1);
  expect(mcp.seen.join('')).not.toContain('TEST-');
  await mcp.end();
});

test.each([['decline'], [null]])('without an approval (%s) nothing is bought', async (answers) => {
  const before = (await shop.rows('SELECT FROM orders.orders')).length;
  const mcp = await connect([], answers);
  const refused = await mcp.call('place_order', { ...WISH, reference: `N-${answers}` });
  expect(refused).toMatchObject({ isError: true });
  expect(refused.text).toContain('psnb2b order US 50 1');
  expect((await mcp.call('place_order', { ...WISH, quantity: 0, reference: 'N-0' })).isError).toBe(
    true,
  );
  expect(await shop.rows('SELECT FROM orders.orders')).toHaveLength(before);
  await mcp.end();
});

test('the sum is one for all servers of an account, also after a restart', async () => {
  using own = new Desk({ ...desk.env, HOME: desk.home, XDG_STATE_HOME: `${desk.home}/shared` });
  const start = () => connect(['--approve-above', '100.00'], null, own.env);
  const servers = await Promise.all([start(), start(), start()]);
  const bought = await Promise.all(
    servers.map((mcp, at) => mcp.call('place_order', { ...WISH, reference: `S-${at}` })),
  );
  expect(bought.filter(({ isError }) => !isError)).toHaveLength(2);
  await Promise.all(servers.map((mcp) => mcp.end()));
  const later = await start();
  expect(await later.call('place_order', { ...WISH, reference: 'S-9' })).toMatchObject({
    isError: true,
  });
  await later.end();
  expect(await own.run(['mcp', '--reset'])).toMatchObject({ code: 0 });
  const fresh = await start();
  expect((await fresh.call('place_order', { ...WISH, reference: 'S-9' })).value).toMatchObject({
    status: 'delivered',
  });
  await fresh.end();
});

test('a command that a person is shown has nothing that a shell would run', async () => {
  const mcp = await connect([], null);
  for (const reference of [
    'A; rm -rf ~',
    '$(id)',
    '`id`',
    "A' B",
    '--force',
    'a\nb',
    'x'.repeat(101),
  ]) {
    const refused = await mcp.call('place_order', { ...WISH, reference });
    expect(refused.isError).toBe(true);
    expect(refused.text).toContain('reference');
    expect(refused.text).not.toContain('psnb2b order');
  }
  await mcp.end();
});

test('a live key needs --live', async () => {
  expect(await desk.run(['mcp'], { env: { PSNB2B_KEY: live } })).toMatchObject({ code: 2 });
  expect(await desk.run(['mcp', '--approve-above', 'many'])).toMatchObject({ code: 2 });
});
