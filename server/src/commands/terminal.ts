import type { Writable } from 'node:stream';
import type { Command } from 'commander';
import { required } from '../kit/assert.ts';
import { createLog, type Logger, type LogLevel } from '../kit/log.ts';

/** Where a command runs: its environment, its output streams, and its exit code. */
export interface Terminal {
  /** Its settings; those of the process by default. */
  readonly env?: NodeJS.ProcessEnv;
  readonly out: Writable;
  readonly err: Writable;
  /** The log, for what happens beside the answer. */
  readonly log: (level: LogLevel) => Logger;
  /** Whether nothing but this command runs in the process, so that it may change settings of the process. */
  readonly isAlone: boolean;
  /** The exit code when nothing is thrown. */
  exitCode: number;
}

const terminals = new WeakMap<Command, Terminal>();

/** Sets the terminal of all commands of a program, also for its own messages. */
export function runOn(program: Command, terminal: Terminal): void {
  terminals.set(program, terminal);
  program.configureOutput({
    writeOut: (text) => terminal.out.write(text),
    writeErr: (text) => terminal.err.write(text),
  });
}

/** The terminal of a command. */
export function terminalOf(command: Command): Terminal {
  if (command.parent !== null) return terminalOf(command.parent);
  return required(terminals.get(command), 'a program runs somewhere');
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout: out, stderr: err } = process;
  // The writer learns of an error from the write itself; without a listener the event would end the process.
  for (const stream of [out, err]) stream.on('error', () => {});
  return { out, err, log: (level) => createLog(level, err), isAlone: true, exitCode: 0 };
}
