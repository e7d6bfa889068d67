/** Guards: every command that calls the shop ends at once, with its exit code and without output, if it has no key or one that the shop refuses. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openShop, type Shop } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groups } from '../src/groups/index.ts';
import { Desk } from './run.ts';

/** Commands that need no key, or ask for one. `mcp` answers the program that started it. */
const WITHOUT_KEY = ['login', 'profiles', 'open', 'completion', 'status', 'mcp'];
const ORDER = 'ord_01kn7112g0efdatmnv6fzcyyf4';
const CODE = 'cod_01kn7112g0efdatmnv6fzcyyf4';
/** What stands for the words of a usage, and what a command needs beside them. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  '<region>': ['US'],
  '<denomination>': ['50'],
  '<quantity>': ['1'],
  '<order>': [ORDER],
  '<code...>': [CODE],
  '[code...]': [CODE],
  '<file>': ['story.json'],
};
const MORE: Readonly<Record<string, readonly string[]>> = {
  claim: ['--reason', 'invalid', '--description', 'It does not work.'],
  clock: ['advance', '1h'],
  codes: ['--masked'],
  logs: ['tail'],
  trigger: ['order.status_changed', 'delivered'],
};

let shop: Shop;
let wrong: string;
beforeAll(async () => {
  shop = await openShop();
  const { text } = await shop.key(await shop.partner(), { mode: 'test' });
  wrong = `${text.slice(0, -4)}AAAA`;
});
afterAll(() => shop[Symbol.asyncDispose]());

const commands = groups
  .flatMap(({ commands }) => commands.map(({ usage }) => usage))
  .filter((usage) => !WITHOUT_KEY.includes(usage.split(' ')[0] ?? ''));

test.each(commands)('%s', async (usage) => {
  const [name = '', ...words] = usage.split(' ');
  using desk = new Desk();
  writeFileSync(join(desk.home, 'story.json'), '{"steps":[{"call":"getBalance"}]}');
  const args = [name, ...words.flatMap((word) => WORDS[word] ?? []), ...(MORE[name] ?? [])].map(
    (arg) => (arg === 'story.json' ? join(desk.home, arg) : arg),
  );
  expect(await desk.run(args)).toMatchObject({ code: 3, out: '' });
  const refused = await desk.run(args, { env: { PSNB2B_KEY: wrong, PSNB2B_URL: shop.url } });
  expect(refused).toMatchObject({ code: 3, out: '' });
  expect(refused.err).not.toContain(wrong);
  expect(refused.err).not.toContain('Signing secret');
});
