import type { Command } from 'commander';
import { recordAudit } from '../audit/index.ts';
import { verify } from '../backoffice/index.ts';
import { migrate } from '../kit/database/index.ts';
import { rotateKek } from '../vault/index.ts';
import { act, OPERATOR } from './session.ts';

export function upkeepCommands(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to this version')
    .option('--json')
    .action(
      act(async (app) => {
        await migrate(app.url);
        return { value: { migrated: true }, lines: ['the database is current'] };
      }),
    );
  program
    .command('kek')
    .description('the key-encryption key')
    .command('rotate')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean }) => {
        const value = await rotateKek({
          ...app,
          onProgress: ({ step, rewrapped }) => {
            if (!options.json) process.stderr.write(`${step}: ${rewrapped} keys wrapped anew\n`);
          },
        });
        await app.database.transaction((tx) =>
          recordAudit(tx, {
            at: app.clock.now(),
            actor: OPERATOR,
            action: 'kek.rotated',
            subject: `version ${value.version}`,
            detail: { rewrapped: value.rewrapped },
          }),
        );
        return { value, lines: [`version ${value.version}, ${value.rewrapped} keys wrapped anew`] };
      }),
    );
  program
    .command('verify')
    .description('check every invariant on the live database')
    .option('--deep', 'open every code instead of a sample')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean; deep?: boolean }) => {
        const results = await verify(app, { deep: options.deep ?? false });
        if (results.some((each) => each.broken.length > 0)) process.exitCode = 1;
        return {
          value: results,
          lines: results.flatMap(({ id, title, checked, broken }) => [
            `${broken.length === 0 ? 'ok    ' : 'BROKEN'} ${id.padEnd(4)} ${checked} checked: ${title}`,
            ...broken.map((each) => `       ${each}`),
          ]),
        };
      }),
    );
}
