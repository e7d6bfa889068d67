/**
 * Guards: the help of every command has an example, completion knows every command, and the program starts without loading what
 * a command does not need.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { groups } from '../src/groups/index.ts';
import { Desk } from './run.ts';

const names = groups.flatMap(({ commands }) =>
  commands.map(({ usage }) => usage.split(' ')[0] ?? ''),
);
const DIST = join(import.meta.dirname, '../dist');
/** Of the file that every command loads, with the parser of arguments. */
const START_BYTES_MAX = 60_000;

test.each(names)('the help of %s has an example of it', async (name) => {
  using desk = new Desk();
  const { code, out } = await desk.run([name, '--help']);
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`Examples:\\n  \\$ psnb2b ${name}\\b`));
});

test('an unknown command and an unknown option name the nearest, and are wrong use', async () => {
  using desk = new Desk();
  const command = await desk.run(['ordr']);
  expect(command).toMatchObject({ code: 2 });
  expect(command.err).toContain('Did you mean order');
  expect(await desk.run(['order', 'US', '50', '1', '--fil', 'all'])).toMatchObject({ code: 2 });
  expect(await desk.run(['order', 'US', '50', '1', '--fill', 'some'])).toMatchObject({ code: 2 });
  expect(
    await desk.run(['order', 'US', '50', 'two'], { env: { PSNB2B_KEY: '', PSNB2B_URL: '' } }),
  ).toMatchObject({ code: 3 });
});

test.each(['bash', 'zsh', 'fish'])('completion for %s has every command', async (shell) => {
  using desk = new Desk();
  const { out } = await desk.run(['completion', shell]);
  for (const name of names) expect(out).toContain(name);
  // Where the shell is installed, it accepts the script.
  const checked = spawnSync(shell, ['-n'], { input: out, encoding: 'utf8' });
  if (checked.error === undefined) expect(checked.stderr).toBe('');
});

test('the start loads one small file', () => {
  const files = readdirSync(DIST).filter((name) => name.endsWith('.js'));
  expect(files.length).toBeGreaterThan(names.length);
  expect(statSync(join(DIST, 'psnb2b.js')).size).toBeLessThan(START_BYTES_MAX);
});
