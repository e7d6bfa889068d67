import type { Command } from 'commander';
import { listSettings } from '../reports/index.ts';
import { act } from './session.ts';

/** Every limit and window, as the console lists them. */
export function settingCommands(program: Command): void {
  program
    .command('settings')
    .description('limits and windows, wherever they are set')
    .command('list')
    .description('list every setting with what applies, its default and where it is from')
    .option('--changed', 'only what is not the default')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean; changed?: true }) => {
        const { environment } = app.config;
        const all = await listSettings(app.database.reads, {
          ...{ catalog: app.catalog.current, environment },
        });
        const shown = all.filter(
          ({ origin }) => !options.changed || origin === 'set' || origin === 'environment',
        );
        const value = shown.map((row) => ({
          ...{ id: row.id, value: row.value, default: row.defaultValue, unit: row.unit },
          ...{ origin: row.origin, set_at: row.setAt, set_by: row.setBy },
        }));
        const lines = shown.map(
          ({ id, value: applies, unit, origin, isSecret }) =>
            `${id.padEnd(26)} ${isSecret ? 'not shown' : (applies ?? 'not set')} ${unit}  ${origin}`,
        );
        return { value, lines };
      }),
    );
}
