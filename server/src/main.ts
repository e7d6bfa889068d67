import { errorEntry } from '@psnb2b/contract';
import { CommanderError } from 'commander';
import { createProgram } from './commands/program.ts';
import { NothingHappened, OutcomeUnknown, refusalFor } from './kit/database/index.ts';
import { Refusal } from './kit/refusal.ts';

const REFUSED = 1;
const WRONG_USAGE = 2;

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  const isTold = error instanceof NothingHappened || error instanceof OutcomeUnknown;
  const refusal = error instanceof Refusal ? error : isTold && refusalFor(error);
  if (refusal) {
    const { title, detail } = errorEntry(refusal.code);
    const { errors } = refusal.details;
    const problem = {
      title,
      code: refusal.code,
      detail: refusal.details.detail ?? detail,
      ...(errors && { errors }),
      ...refusal.members,
    };
    process.stderr.write(`${JSON.stringify(problem)}\n`);
    return REFUSED;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return REFUSED;
}

// Whoever writes is told by the write itself; unheard, the event would end the process.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}
