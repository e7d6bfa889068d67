/** Guards: every command in the runbooks, the guides for operators and the README exists, with all of its options and without one that is missing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from '../src/commands/program.ts';
import { processTerminal } from '../src/commands/terminal.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const files = [
  'README.md',
  ...['docs/runbooks', 'docs/operate'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => join(folder, name)),
  ),
];
const lines = files.flatMap((file) => {
  const text = readFileSync(join(ROOT, file), 'utf8').replaceAll(/\\\n\s*/g, ' ');
  const blocks = [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.split('\n'))
    .map((line) =>
      /(?:npx|exec server|exec \S+ --) psnb2b-server +([^#|<>]*)/.exec(line)?.[1]?.trim(),
    )
    .filter((line) => line !== undefined)
    .map((line) => [file, line] as const);
});

test('there are commands to try', () => {
  expect(lines.length).toBeGreaterThan(15);
});

test.each(lines)('%s: %s', (_file, line) => {
  const words = line.match(/"[^"]*"|\S+/g) ?? [];
  let command: Command = createProgram(processTerminal());
  while (words[0] !== undefined && !words[0].startsWith('-')) {
    const inner = command.commands.find((each) => each.name() === words[0]);
    if (!inner) break;
    command = inner;
    words.shift();
  }
  command = command.commands.find((each) => isDefault(command, each)) ?? command;
  const named = words.filter((word) => word.startsWith('--'));
  const known = command.options.map(({ long }) => long);
  expect(known).toEqual(expect.arrayContaining(named));
  const needed = command.options.filter(({ mandatory }) => mandatory).map(({ long }) => long);
  expect(named).toEqual(expect.arrayContaining(needed));
});

/** The command that runs when only its parent is named; the library keeps its name to itself. */
function isDefault(parent: Command, child: Command): boolean {
  const { _defaultCommandName: name } = parent as unknown as { _defaultCommandName?: string };
  return name === child.name();
}
