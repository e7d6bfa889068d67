import { Command, Option } from 'commander';
import { contextOf, type GlobalOptions } from './context.ts';
import type { Declared } from './declared.ts';
import { groups } from './groups/index.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

const EXITS = `
Exit codes: 0 done · 1 a bug · 2 wrong use · 3 no key, or a key that may not · 4 refused by the shop ·
5 no reply, outcome unknown · 6 not reached: failed, or too late · 7 a file or the disk · 130 Ctrl-C`;

/** The partner's command line. `ended` gets the exit code of a command that did not throw. */
export function createProgram(terminal: Terminal, ended: (code: number) => void): Command {
  const program = new Command('psnb2b')
    .description(
      'Buy PlayStation Store gift-card codes from a psnb2b shop, and test your integration.',
    )
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .helpCommand(true)
    .showSuggestionAfterError()
    .addHelpText('after', EXITS);
  for (const { title, commands } of groups) {
    program.commandsGroup(`${title}:`);
    for (const each of commands) program.addCommand(commandOf(each, terminal, ended));
  }
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}

/** Everything, for completion. */
const all = groups.flatMap(({ commands }) => commands);

function commandOf(declared: Declared, terminal: Terminal, ended: (code: number) => void): Command {
  const { usage, summary, more, options = [], examples, load } = declared;
  const [name = '', ...words] = usage.split(' ');
  const command = new Command(name)
    .summary(summary)
    .description(more ? `${summary}. ${more}` : `${summary}.`);
  for (const word of words) command.argument(word);
  for (const [flags, meaning, choices] of options) {
    const option = new Option(flags, meaning);
    command.addOption(choices ? option.choices([...choices]) : option);
  }
  command
    .option('-p, --profile <name>', 'the profile to use')
    .option('--json', 'print one JSON value')
    .addHelpText('after', `\nExamples:\n${examples.map((each) => `  $ ${each}\n`).join('')}`)
    .action(async (...given: unknown[]) => {
      const parsed = command.opts<GlobalOptions>();
      const run = await load();
      const texts = given
        .slice(0, words.length)
        .flat()
        .filter((each) => each !== undefined);
      ended((await run(contextOf(terminal, parsed, all), texts as string[], parsed)) ?? 0); // nothing: no code is success
    });
  return command;
}
