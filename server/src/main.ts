import { readFileSync } from 'node:fs';
import { errorEntry } from '@psnb2b/contract';
import { Command, CommanderError } from 'commander';
import { claimCommands } from './commands/claims.ts';
import { depositCommands } from './commands/deposits.ts';
import { keyCommands } from './commands/keys.ts';
import { orderCommands } from './commands/orders.ts';
import { partnerCommands } from './commands/partners.ts';
import { priceCommands } from './commands/prices.ts';
import { quotaCommands } from './commands/quotas.ts';
import { serveCommands } from './commands/serve.ts';
import { staffCommands } from './commands/staff.ts';
import { stockCommands } from './commands/stock.ts';
import { upkeepCommands } from './commands/upkeep.ts';
import { webhookCommands } from './commands/webhooks.ts';
import { NothingHappened, OutcomeUnknown, refusalFor } from './kit/database/index.ts';
import { Refusal } from './kit/refusal.ts';

const REFUSED = 1;
const WRONG_USAGE = 2;

/** The operator's command line: exit 0 done, 1 refused (problem on stderr), 2 wrong usage. */
export function createProgram(): Command {
  const { version } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { version: string };
  const program = new Command('psnb2b-server')
    .description('Supplies other businesses with gift cards by API.')
    .version(version)
    .exitOverride()
    .showHelpAfterError();
  serveCommands(program);
  partnerCommands(program);
  keyCommands(program);
  depositCommands(program);
  orderCommands(program);
  stockCommands(program);
  claimCommands(program);
  priceCommands(program);
  webhookCommands(program);
  staffCommands(program);
  quotaCommands(program);
  upkeepCommands(program);
  for (const command of program.commands.flatMap((each) => [each, ...each.commands])) {
    command.exitOverride();
  }
  return program;
}

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
