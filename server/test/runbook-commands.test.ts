/** Guards: every command in the runbooks, the guides for operators and the README exists, with all of its options and without one that is missing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from '../src/commands/program.ts';
import { processTerminal } from '../src/commands/terminal.ts';

const terminal = processTerminal();
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

/** Commands within a sentence, which leave out what the sentence does not need. */
const mentioned = files.flatMap((file) =>
  [
    ...readFileSync(join(ROOT, file), 'utf8').matchAll(/`(?:npx )?psnb2b-server +([^`#|<>]*)`/g),
  ].map(([, line = '']) => [file, line] as const),
);

test('there are commands to try', () => {
  expect(mentioned.length).toBeGreaterThan(10);
  expect(lines.length).toBeGreaterThan(15);
});

test.each(mentioned)('%s mentions %s', (_file, line) => {
  const unknown = wrongIn(line).filter((each) => / has no --(?!help$|json$)/.test(each));
  expect(unknown).toEqual([]);
});

test.each(lines)('%s: %s', (_file, line) => {
  expect(wrongIn(line)).toEqual([]);
});

test.each([
  ['backup creat --to DIR', '"creat" is no command or argument of make'],
  ['bakup', '"bakup" is no command or argument of serve'],
  ['migrate now', '"now" is no command or argument of migrate'],
  ['migrate --quickly', 'migrate has no --quickly'],
])('a wrong line is noticed: %s', (line, wrong) => {
  expect(wrongIn(line)).toContain(wrong);
});

/** What the command line would refuse. */
function wrongIn(line: string): string[] {
  const words = line.match(/"[^"]*"|\S+/g) ?? [];
  let command: Command = createProgram(terminal);
  while (words[0] !== undefined && !words[0].startsWith('-')) {
    const inner = command.commands.find((each) => each.name() === words[0]);
    if (!inner) break;
    command = inner;
    words.shift();
  }
  command = command.commands.find((each) => isDefault(command, each)) ?? command;
  const [next] = words;
  const named = words.filter((word) => word.startsWith('--'));
  const known = command.options.map(({ long }) => long);
  const needed = command.options.filter(({ mandatory }) => mandatory).map(({ long }) => long);
  const name = command.name();
  return [
    ...(next !== undefined && !next.startsWith('-') && command.registeredArguments.length === 0
      ? [`"${next}" is no command or argument of ${name}`]
      : []),
    ...named.filter((each) => !known.includes(each)).map((each) => `${name} has no ${each}`),
    ...needed.filter((each) => !named.includes(`${each}`)).map((each) => `${name} needs ${each}`),
  ];
}

/** The command that runs when only its parent is named; the library keeps its name to itself. */
function isDefault(parent: Command, child: Command): boolean {
  const { _defaultCommandName: name } = parent as unknown as { _defaultCommandName?: string };
  return name === child.name();
}
