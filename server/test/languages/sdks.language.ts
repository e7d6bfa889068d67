/**
 * Guards: the SDKs work where partners run them, against the real server: the package for JavaScript as it is published, in each runtime
 * that is here, and the one for PHP.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';
import { presentClients } from './present-languages.ts';

const ROOT = join(import.meta.dirname, '../../..');
const run = promisify(execFile);
/** The system's Node, which may be the oldest that the SDK supports, not the pinned one of this repository. */
const PATH = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((place) => !/node_modules/.test(place))
  .join(delimiter);

let shop: Shop;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-sdks-'));
  const build = join(ROOT, 'scripts/lib/build-sdk.mjs');
  await run(process.execPath, [build, join(folder, 'node_modules/@psnb2b/sdk')]);
  await cp(join(ROOT, 'sdk/test/runtime.mjs'), join(folder, 'runtime.mjs'));
  const manifest = { type: 'module', dependencies: { '@psnb2b/sdk': '*' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  shop = await openShop();
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const COMMANDS = {
  node: ['node', 'runtime.mjs'],
  deno: ['deno', 'run', '--allow-net', '--allow-env', '--allow-read', 'runtime.mjs'],
  bun: ['bun', 'runtime.mjs'],
  'php-sdk': ['php', join(ROOT, 'sdk-php/tests/run.php')],
} as const;

test.each(presentClients(COMMANDS))('%s', async (name) => {
  const { key } = await shop.buyer({ mode: 'test', balance: '10000.00' });
  const env = { PATH, HOME: folder, API: `${shop.url}/api/v1`, KEY: key };
  const [command, ...args] = COMMANDS[name];
  const ran = await run(command, args, { cwd: folder, env }).catch((error) => error);
  expect(ran.stdout, `${ran.stdout}${ran.stderr}`).toMatch(/^[1-9]\d* passed/m);
  expect(ran.code, ran.stdout).toBeUndefined();
});
