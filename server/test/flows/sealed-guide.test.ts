/**
 * Guards: the samples of the guide on sealed codes make a key pair that the API accepts, and open the codes that it
 * seals, without a change. The Python sample runs where Python and the library that it names are installed.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Order, OrderCode, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop } from '../../testkit/index.ts';

const GUIDE = new URL('../../../docs/guides/sealed-codes.md', import.meta.url);
const MODULES = new URL('../../../node_modules', import.meta.url).pathname;
const run = promisify(execFile);

interface Guide {
  makeKeyPair(kid: string): Promise<{ publicJwk: object; privateJwk: object }>;
  openCode(item: object, privateJwk: object): Promise<{ code: string; serial: string | null }>;
}

let folder: string;
let guide: Guide;
let keys: { publicJwk: object; privateJwk: object };
let codes: readonly string[];
let items: OrderCode[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-guide-'));
  await symlink(MODULES, join(folder, 'node_modules'));
  const file = join(folder, 'guide.ts');
  await writeFile(file, (await shown('ts')).join('\n'));
  guide = await import(file);
  keys = await guide.makeKeyPair('till-7');
  await using shop = await openShop();
  ({ codes } = await shop.stock({ codes: 2 }));
  const publicKey = JSON.stringify(keys.publicJwk);
  const { key } = await shop.buyer({ balance: '500.00', publicKey });
  const body = { region: 'US', denomination: 50, quantity: 2 };
  const order = await shop.call<Order>('POST', '/orders', { key, body });
  const read = await shop.call<OrderCodeList>('GET', `/orders/${order.body.id}/codes`, { key });
  items = read.body.data;
});
afterAll(() => rm(folder, { recursive: true }));

async function shown(language: string): Promise<string[]> {
  const text = await readFile(GUIDE, 'utf8');
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))];
  expect(blocks.length).toBeGreaterThan(0);
  return blocks.map(([, block = '']) => block);
}

test('the TypeScript opens each code, and nothing else', async () => {
  const opened = await Promise.all(items.map((item) => guide.openCode(item, keys.privateJwk)));
  expect(opened.map(({ code }) => code).sort()).toEqual([...codes].sort());
  const [first, second] = items;
  await expect(
    guide.openCode({ ...first, sealed: second?.sealed }, keys.privateJwk),
  ).rejects.toThrow('another code');
  const { privateJwk } = await guide.makeKeyPair('other');
  await expect(guide.openCode(first ?? {}, privateJwk)).rejects.toThrow();
});

test('the Python does the same', async () => {
  const [block = ''] = await shown('python');
  const isThere = await run('python3', ['-c', 'import joserfc']).catch(() => null);
  expect(block).toContain('from joserfc import jwe');
  if (!isThere) return;
  await writeFile(join(folder, 'guide.py'), block);
  await writeFile(join(folder, 'given.json'), JSON.stringify({ items, key: keys.privateJwk }));
  const program = [
    'import json, guide',
    'given = json.load(open("given.json"))',
    'print(json.dumps([guide.open_code(item, given["key"])[0] for item in given["items"]]))',
    'given["items"][0]["sealed"] = given["items"][1]["sealed"]',
    'try: guide.open_code(given["items"][0], given["key"])',
    'except ValueError as error: print(error)',
  ].join('\n');
  const { stdout } = await run('python3', ['-c', program], { cwd: folder });
  const [opened = '', refused] = stdout.trim().split('\n');
  expect(JSON.parse(opened).sort()).toEqual([...codes].sort());
  expect(refused).toContain('another code');
});
