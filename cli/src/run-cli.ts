import { CommanderError } from 'commander';
import { exits } from './exit.ts';
import { createProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command; returns its exit code. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = exits.done;
  const program = createProgram(terminal, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.usage;
    // Only now: a command that succeeds needs no words for errors.
    const { reportError } = await import('./report-error.ts');
    const { exit, text, value } = reportError(error);
    const isJson = args.includes('--json') && exit !== exits.interrupted;
    if (text !== '') terminal.err.write(isJson ? `${JSON.stringify(value)}\n` : `${text}\n`);
    return exit;
  }
}
