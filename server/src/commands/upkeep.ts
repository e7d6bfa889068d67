import type { Command } from 'commander';
import { confirmClock, rotateKekOf, verify } from '../acts/index.ts';
import type { App } from '../app.ts';
import { readTimeRecord } from '../kit/trusted-time/index.ts';
import { act, OPERATOR, type Printed } from './session.ts';

export function upkeepCommands(program: Command): void {
  program
    .command('migrate')
    .description('migrate the database to this version')
    .option('--json')
    .action(
      act(
        async () => ({
          value: { migrated: true },
          lines: ['The database has the schema of this version.'],
        }),
        { upgrades: true },
      ),
    );
  program
    .command('kek')
    .description('the key-encryption key')
    .command('rotate')
    .description('add a key version and wrap all keys with it; nothing has to stop')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean }, { err }) => {
        const onProgress = ({ step, rewrapped }: { step: string; rewrapped: number }) => {
          if (!options.json) err.write(`${step}: ${rewrapped} keys rewrapped\n`);
        };
        const value = await rotateKekOf({ ...app, onProgress }, OPERATOR);
        return { value, lines: [`version ${value.version}, ${value.rewrapped} keys rewrapped`] };
      }),
    );
  const clock = program
    .command('clock')
    .description(
      'the clock of this machine: while it is not trusted, nothing is deleted and nothing expires',
    );
  clock
    .command('show', { isDefault: true })
    .description('show whether the clock is trusted')
    .option('--json')
    .action(act(async (app) => showClock(app)));
  clock
    .command('confirm')
    .description('confirm that the clock is right, so that deleting and expiring resume at once')
    .option('--json')
    .action(
      act(async (app) => {
        await confirmClock(app, OPERATOR);
        return showClock(app);
      }),
    );
  program
    .command('verify')
    .description('check every invariant on the live database')
    .option('--deep', 'decrypt every code instead of a sample')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean; deep?: boolean }, terminal) => {
        const results = await verify(app, { deep: options.deep ?? false });
        if (results.some((each) => each.broken.length > 0)) terminal.exitCode = 1;
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

const DOUBTS = {
  leap: 'it jumped while the server ran',
  gap: 'it showed a time before the latest trusted one, or more than a day after it, when the server started',
  database: "it differs from the database's clock",
} as const;

async function showClock(app: App): Promise<Printed> {
  const record = await readTimeRecord(app.database.reads);
  const now = app.clock.now().toISOString();
  const doubt = record?.doubt ?? null;
  const value = {
    now,
    trusted: doubt === null,
    latest_trusted: record?.mark.toISOString() ?? null,
    doubt: doubt && {
      reason: doubt.kind,
      since: doubt.since.toISOString(),
      steady_seconds: Math.floor(doubt.steadyMs / 1000),
    },
  };
  if (doubt === null) return { value, lines: [`${now}: the clock is trusted`] };
  return {
    value,
    lines: [
      `${now}: the clock is in doubt since ${doubt.since.toISOString()}, because ${DOUBTS[doubt.kind]}`,
      `the latest trusted time is ${record?.mark.toISOString()}`,
      'If the time is right, `psnb2b-server clock confirm` resumes deleting and expiring.',
    ],
  };
}
