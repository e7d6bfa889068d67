/**
 * Guards: clients that we did not write work from our document alone, against the real server: two generators of TypeScript, whose
 * types the compiler checks; Newman, which runs the collection; and Prism, which compares every request and reply of the
 * whole story with the document.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { story } from '../../src/docs/reference/story.ts';
import { smallFile } from '../../testkit/acts.ts';
import { openShop, type Shop } from '../../testkit/index.ts';
import { runCollection } from './run-collection.ts';

const run = promisify(execFile);
/** The bundler that builds our server; it belongs to the root of the repository. */
const { rolldown } = (await import(import.meta.resolve('rolldown'))) as {
  rolldown(options: object): Promise<{ write(to: object): Promise<void>; close(): Promise<void> }>;
};
const INSTALLED = process.env.CLIENTS;
const CONTRACT = createRequire(new URL('../../../contract/package.json', import.meta.url));
const UI = createRequire(new URL('../../../ui/package.json', import.meta.url));

let shop: Shop;
let key: string;
let folder: string;
let document: string;
beforeAll(async () => {
  if (INSTALLED === undefined) throw new Error('Run this with: npm run test:languages');
  shop = await openShop({ env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  ({ key } = await shop.buyer({ mode: 'test', balance: '10000.00' }));
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-clients-'));
  document = join(folder, 'openapi.json');
  await writeFile(document, await (await fetch(`${shop.url}/api/v1/openapi.json`)).text());
  await writeFile(join(folder, 'error.png'), smallFile('small.png'));
  await symlink(join(INSTALLED, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const bin = (name: string) => join(folder, 'node_modules/.bin', name);

/** Checks a program with the compiler, in strict mode, then runs it; returns what it printed. */
async function compileAndRun(name: string, text: string): Promise<unknown> {
  const file = join(folder, `${name}.ts`);
  await writeFile(file, text);
  const options = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'es2022',
    '--lib',
    'es2023,dom,dom.iterable',
  ];
  const modules = ['--module', 'esnext', '--moduleResolution', 'bundler'];
  await run(bin('tsc'), [...options, ...modules, file], { cwd: folder }).catch((error) => {
    throw new Error(String(error.stdout).slice(0, 2_000));
  });
  const bundle = await rolldown({
    input: file,
    platform: 'node',
    resolve: { alias: { 'openapi-fetch': UI.resolve('openapi-fetch') } },
  });
  const out = join(folder, `${name}.mjs`);
  await bundle.write({ file: out, format: 'esm' });
  await bundle.close();
  const env = { PATH: process.env.PATH, API: `${shop.url}/api/v1`, KEY: key };
  return JSON.parse((await run(process.execPath, [out], { env })).stdout);
}

const SETTINGS = `declare const process: { env: Record<string, string> };
const { API = '', KEY = '' } = process.env;
`;
/** Six products are priced; an order of two has two codes; a quantity of 104 is refused. */
const EXPECTED = [true, 'delivered', 2, 'out_of_stock', 4];

test('openapi-typescript with openapi-fetch', async () => {
  const { default: generate, astToString } = CONTRACT('openapi-typescript');
  await writeFile(
    join(folder, 'psnb2b.ts'),
    astToString(await generate(new URL(`file://${document}`))),
  );
  await writeFile(
    join(folder, 'openapi-fetch.d.ts'),
    `declare module 'openapi-fetch' { export { default } from '${UI.resolve('openapi-fetch').replace(/\.m?js$/, '')}'; }`,
  );
  const printed = await compileAndRun(
    'fetched',
    `/// <reference path="./openapi-fetch.d.ts" />
import createClient from "openapi-fetch";
import type { paths } from './psnb2b';
${SETTINGS}const client = createClient<paths>({ baseUrl: API, headers: { Authorization: 'Bearer ' + KEY } });
const inventory = await client.GET('/inventory', { params: { query: { region: ['US'] } } });
const card = { region: 'US', denomination: 50 };
const order = await client.POST('/orders', {
  body: { ...card, quantity: 2 },
  params: { header: { 'Idempotency-Key': 'fetched-1' } },
});
const codes = await client.GET('/orders/{order_id}/codes', {
  params: { path: { order_id: order.data?.id ?? '' } },
});
const refused = await client.POST('/orders', { body: { ...card, quantity: 104 } });
const code = refused.error?.code;
console.log(JSON.stringify([(inventory.data?.data.length ?? 0) > 0, order.data?.status, codes.data?.data.length, code, inventory.data?.data.length]));
export {};
`,
  );
  expect(printed).toEqual(EXPECTED);
});

test('@hey-api/openapi-ts', async () => {
  const options = [
    '--input',
    document,
    '--output',
    join(folder, 'hey'),
    '--client',
    '@hey-api/client-fetch',
  ];
  await run(bin('openapi-ts'), options, { cwd: folder });
  const printed = await compileAndRun(
    'generated',
    `import { client } from './hey/client.gen';
import { createOrder, listInventory, listOrderCodes } from './hey/sdk.gen';
${SETTINGS}client.setConfig({ baseUrl: API, auth: () => KEY });
const inventory = await listInventory({ query: { region: ['US'] }, throwOnError: true });
const card = { region: 'US', denomination: 50 };
const order = await createOrder({
  body: { ...card, quantity: 2 },
  headers: { 'Idempotency-Key': 'generated-1' },
  throwOnError: true,
});
const codes = await listOrderCodes({ path: { order_id: order.data.id }, throwOnError: true });
const list = codes.data as { data: unknown[] };
const refused = await createOrder({ body: { ...card, quantity: 104 } });
const { code } = refused.error as { code: string };
console.log(JSON.stringify([inventory.data.data.length > 0, order.data.status, list.data.length, code, inventory.data.data.length]));
export {};
`,
  );
  expect(printed).toEqual(EXPECTED);
});

test('Newman runs the collection without a failed test', async () => {
  const text = await (await fetch(`${shop.url}/docs/collection.json`)).text();
  const file = join(folder, 'collection.json');
  await writeFile(file, text.replaceAll('https://example.com/hooks', 'http://127.0.0.1:9/hooks'));
  const report = join(folder, 'newman.json');
  const reporters = ['--reporters', 'json', '--reporter-json-export', report];
  await run(bin('newman'), ['run', file, '--env-var', `KEY=${key}`, ...reporters], { cwd: folder });
  const { run: done } = createRequire(import.meta.url)(report) as {
    run: { stats: { requests: { total: number } }; failures: unknown[] };
  };
  expect(done.failures).toEqual([]);
  expect(done.stats.requests.total).toBe(story.length);
});

test('Prism finds no violation of the document in the whole story', async () => {
  const port = await freePort();
  const upstream = `${shop.url}/api/v1`;
  const prism = spawn(bin('prism'), ['proxy', document, upstream, '--port', String(port)], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const api = `http://127.0.0.1:${port}`;
    await new Promise<void>((resolve, reject) => {
      // Read to the end, because a closed pipe ends Prism.
      prism.stdout.on('data', (chunk) => String(chunk).includes('listening') && resolve());
      prism.stderr.resume();
      prism.on('close', () => reject(new Error('Prism did not start')));
    });
    const violations: string[] = [];
    const own = await shop.buyer({ mode: 'test', balance: '10000.00' });
    const done = await runCollection(shop.url, own.key, {
      api,
      onReply: (name, reply) => {
        const found = reply.headers.get('sl-violations');
        if (found !== null) violations.push(`${name}: ${found.slice(0, 600)}`);
      },
    });
    expect(violations).toEqual([]);
    // Prism passes bodies on as text, which damages a picture, so the server refuses that one file.
    const others = done.faults.filter((fault) => !fault.startsWith('Add evidence: '));
    expect(others).toEqual([]);
    // It finds those that are there.
    const headers = { authorization: `Bearer ${own.key}`, 'content-type': 'application/json' };
    const bad = { method: 'POST', headers, body: '{"region": 5}' };
    const reply = await fetch(`${api}/orders`, bad);
    expect(reply.headers.get('sl-violations')).toContain('quantity');
  } finally {
    prism.kill();
    await once(prism, 'close');
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
