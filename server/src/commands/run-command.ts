import { errorEntry } from '@psnb2b/contract';
import { CommanderError } from 'commander';
import { NothingHappened, OutcomeUnknown, refusalFor } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { createProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

const REFUSED = 1;
const WRONG_USAGE = 2;
/** The catalogue's sentence is about calls. */
const NOTHING = 'Nothing has this id.';

/** Runs one command, such as `['partners', 'list']`, and returns its exit code: 0 done, 1 refused, 2 wrong usage. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' });
    return terminal.exitCode;
  } catch (error) {
    return explain(error, terminal);
  }
}

function explain(error: unknown, { err }: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  const isReported = error instanceof NothingHappened || error instanceof OutcomeUnknown;
  const refusal = error instanceof Refusal ? error : isReported && refusalFor(error);
  if (refusal) {
    const { title, detail } = errorEntry(refusal.code);
    const { errors } = refusal.details;
    const problem = {
      title,
      code: refusal.code,
      detail: refusal.details.detail ?? (refusal.code === 'not_found' ? NOTHING : detail),
      ...(errors && { errors }),
      ...refusal.members,
    };
    err.write(`${JSON.stringify(problem)}\n`);
    return REFUSED;
  }
  err.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return REFUSED;
}
