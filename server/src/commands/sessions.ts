import type { Command } from 'commander';
import { endEverySession } from '../acts/index.ts';
import { act, OPERATOR } from './session.ts';

export function sessionsCommands(program: Command): void {
  program
    .command('sessions')
    .description('sessions of people in the portal and the console')
    .command('end')
    .description('end the sessions of everybody; they sign in again')
    .requiredOption('--all', 'confirms that everybody is meant')
    .option('--json')
    .action(
      act(async (app) => {
        const by = { actor: OPERATOR, at: app.clock.now() };
        const ended = await app.database.transaction((tx) => endEverySession(tx, by));
        return { value: { ended }, lines: [`${ended} sessions ended`] };
      }),
    );
}
