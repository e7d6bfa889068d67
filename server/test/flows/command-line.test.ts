/**
 * Guards: the command line as a program. Its standard output has the result and nothing else, errors are on the other
 * output, and the exit code is 0 for done, 1 for refused, 2 for wrong usage.
 */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatId, openShop, type Shop } from '../../testkit/index.ts';

const BIN = fileURLToPath(new URL('../../bin/psnb2b-server.mjs', import.meta.url));

let shop: Shop;
let partnerId: string;
beforeAll(async () => {
  shop = await openShop();
  partnerId = formatId('prt', await shop.partner());
});
afterAll(() => shop[Symbol.asyncDispose]());

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const { config, url } = shop.app;
  const env = { PATH: process.env.PATH, DATA_DIR: config.dataDir, DATABASE_URL: url };
  const child = spawn(process.execPath, [BIN, ...args], { env });
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.on('close', resolve)),
  ]);
  return { code: child.exitCode, out, err };
}

test('done: one JSON value, and nothing else', async () => {
  const { code, out, err } = await run('partners', 'list', '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject([{ id: partnerId }]);
});

test('refused: a problem document, and no result', async () => {
  const { code, out, err } = await run('keys', 'revoke', '--key', 'key_nobody', '--json');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(JSON.parse(err)).toMatchObject({ code: 'not_found' });
});

test('wrong usage: the help of the command', async () => {
  const { code, out, err } = await run('partners', 'set');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain("required option '--partner <id>'");
  expect(err).toContain('--credit-limit <amount>');
});

test('broken: a violated invariant is a result, but not a success', async () => {
  await shop.rows(
    'UPDATE stock.shelves SET available = available + 1 WHERE available = 0 RETURNING 1',
  );
  const { code, out, err } = await run('verify', '--json');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const results: { broken: string[] }[] = JSON.parse(out);
  expect(results.some(({ broken }) => broken.length > 0)).toBe(true);
});
