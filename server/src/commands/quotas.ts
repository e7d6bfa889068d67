import type { Command } from 'commander';
import { changeQuota } from '../acts/index.ts';
import { invalid } from '../kit/refusal.ts';
import { isoOrNull } from '../kit/time.ts';
import { isQuotaName, listQuotas, type QuotaName, quotaNames, quotas } from '../quotas/index.ts';
import { act, OPERATOR } from './session.ts';

interface SetOptions {
  json?: boolean;
  name: string;
  perDay?: string;
  default?: true;
}

/** Daily quotas, the same for every partner and person. */
export function quotaCommands(program: Command): void {
  const command = program
    .command('quotas')
    .description('how much one business, person or network may add in a day');
  command
    .command('list')
    .description('list every quota with its current value')
    .option('--json')
    .action(
      act(async ({ database }) => {
        const all = await listQuotas(database.reads);
        const value = all.map(({ name, perDay, setAt, setBy }) => ({
          name,
          per_day: perDay,
          default: quotas[name].perDay,
          of: quotas[name].of,
          set_at: isoOrNull(setAt),
          set_by: setBy,
        }));
        const lines = all.map(
          ({ name, perDay, setBy }) =>
            `${name.padEnd(18)} ${String(perDay).padStart(12)} a day per ${quotas[name].of}` +
            `${setBy === null ? '' : `, set by ${setBy}`}`,
        );
        return { value, lines };
      }),
    );
  command
    .command('set')
    .description('change a quota, at once and for everybody')
    .requiredOption('--name <quota>', quotaNames.join(', '))
    .option('--per-day <number>', 'the limit for one UTC day; 0 allows nothing')
    .option('--default', 'restore the default')
    .option('--json')
    .action(
      act(async ({ database, clock }, options: SetOptions) => {
        const name = nameOf(options.name);
        const perDay = perDayOf(options);
        const by = { actor: OPERATOR, at: clock.now() };
        await database.transaction((tx) => changeQuota(tx, name, perDay, by));
        const now = perDay ?? quotas[name].perDay;
        return {
          value: { name, per_day: now },
          lines: [`${name}: ${now} a day per ${quotas[name].of}`],
        };
      }),
    );
}

function nameOf(text: string): QuotaName {
  if (isQuotaName(text)) return text;
  const detail = `It must be one of ${quotaNames.join(', ')}.`;
  throw invalid({ pointer: '/name', code: 'enum', detail });
}

function perDayOf({ perDay, default: back }: SetOptions): number | null {
  if (back === true && perDay === undefined) return null;
  if (back === undefined && perDay !== undefined && /^[0-9]{1,12}$/.test(perDay))
    return Number(perDay);
  const detail = 'Write a whole number after --per-day, or use --default.';
  throw invalid({ pointer: '/per_day', code: 'pattern', detail });
}
