/** Guards: an e-mail address on the command line is read as everywhere, in whichever option it is given. */
import type { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from './program.ts';
import { emailOption, emailOrNone } from './session.ts';
import { processTerminal } from './terminal.ts';

function optionsOf(command: Command): { name: string; option: Option }[] {
  return [
    ...command.options.map((option) => ({ name: `${command.name()} ${option.flags}`, option })),
    ...command.commands.flatMap(optionsOf),
  ];
}

const emails = optionsOf(createProgram(processTerminal())).filter(
  ({ option: { flags, description } }) => /e-?mail|<address>/i.test(`${flags} ${description}`),
);

test('there are such options', () => {
  expect(emails.map(({ name }) => name)).toContain('create --email <address>');
  expect(emails.length).toBeGreaterThan(6);
});

test.each(emails)('$name', ({ option }) => {
  expect([emailOption, emailOrNone]).toContain(option.parseArg);
});

test('blanks around it and its case are ignored', () => {
  for (const read of [emailOption, emailOrNone]) {
    expect(read(' Ann@Example.com\n')).toBe('ann@example.com');
  }
  expect(emailOrNone('none')).toBeNull();
});
