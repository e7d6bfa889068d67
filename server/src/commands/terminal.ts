import type { Writable } from 'node:stream';
import type { Command } from 'commander';
import { required } from '../kit/assert.ts';
import { createLog, type Logger, type LogLevel } from '../kit/log.ts';

/** Where a command runs: what it is told, where it writes, and how it ends. */
export interface Terminal {
  /** Its settings; those of the process where there are none. */
  readonly env?: NodeJS.ProcessEnv;
  readonly out: Writable;
  readonly err: Writable;
  /** Of what happens beside the answer. */
  readonly log: (level: LogLevel) => Logger;
  /** Whether nothing but this command runs in the process, so that it may set how the process works. */
  readonly isAlone: boolean;
  /** What it ends with although nothing was thrown. */
  exitCode: number;
}

const terminals = new WeakMap<Command, Terminal>();

/** Says where all commands of a program run, also what it says of itself. */
export function runOn(program: Command, terminal: Terminal): void {
  terminals.set(program, terminal);
  program.configureOutput({
    writeOut: (text) => terminal.out.write(text),
    writeErr: (text) => terminal.err.write(text),
  });
}

/** Where a command of a program runs. */
export function terminalOf(command: Command): Terminal {
  if (command.parent !== null) return terminalOf(command.parent);
  return required(terminals.get(command), 'a program runs somewhere');
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout: out, stderr: err } = process;
  // Whoever writes is told by the write itself; unheard, the event would end the process.
  for (const stream of [out, err]) stream.on('error', () => {});
  return { out, err, log: (level) => createLog(level, err), isAlone: true, exitCode: 0 };
}
