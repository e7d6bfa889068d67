import { type SalesGrouping, type SalesRange, salesGroupings, salesRanges } from '@psnb2b/contract';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid } from '../kit/refusal.ts';
import {
  askedRange,
  dayEndsCsv,
  presentSales,
  type SalesReport,
  salesCsv,
  salesReport,
} from '../reports/index.ts';
import { daysOf, readDayEnds, readToday } from '../sales/index.ts';
import { namedSupplier } from '../suppliers/index.ts';
import { kindOf, OUT, writeOut } from './output-file.ts';
import { act, partnerIdOf } from './session.ts';

interface Range {
  readonly json?: boolean;
  readonly range?: string;
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
}

interface Sales extends Range {
  readonly by?: string;
  readonly region?: string;
  readonly sku?: string;
  readonly partner?: string;
  readonly supplier?: string;
  readonly tier?: string;
}

/** Sales and day ends, as the console shows them. */
export function reportCommands(program: Command): void {
  const report = program
    .command('report')
    .description('what was sold, at what margin, and how the money moved');
  ranged(
    report
      .command('sales')
      .description('show the sales of a range of days, or write them to a file'),
  )
    .option('--by <what>', salesGroupings.join(', '), 'day')
    .option('--region <code>', 'only of this region, such as US')
    .option('--sku <sku>', 'only of this product')
    .option('--partner <id>', 'only of this partner')
    .option('--supplier <name>', 'only codes of this supplier: its name or id')
    .option('--tier <name>', 'only at this tier')
    .action(act(sales));
  ranged(
    report
      .command('day-ends')
      .description('show how the money of all partners moved, day by day, or write it to a file'),
  ).action(act(dayEnds));
}

function ranged(command: Command): Command {
  return command
    .option('--range <name>', salesRanges.join(', '))
    .option('--from <day>', 'first day in the time zone of the shop, like 2026-11-01')
    .option('--to <day>', 'last day; by default today')
    .option('--out <name>', `${OUT}; its name ends in .csv`)
    .option('--json');
}

async function sales(app: App, options: Sales) {
  const { database, catalog, clock } = app;
  const { region, sku, partner, supplier, tier, out } = options;
  const at = clock.now();
  const by: SalesGrouping = oneOf('by', options.by ?? 'day', salesGroupings);
  const named = supplier === undefined ? undefined : await namedSupplier(database.reads, supplier);
  const asked = {
    ...{ ...daysAsked(options), by, region, sku, tier, supplierId: named?.supplierId },
    partnerId: partner === undefined ? undefined : partnerIdOf(partner),
  };
  const report = await salesReport(database.reads, catalog.current, asked, at);
  if (out !== undefined) {
    kindOf(out, ['csv']);
    const filters = { ...daysAsked(options), by, region, sku, partner, supplier, tier };
    const query = {
      ...{ ...(region && { region }), ...(sku && { sku }), ...(tier && { tier }) },
      ...{ ...(partner && { partner_id: partner }), ...(supplier && { supplier_id: supplier }) },
    };
    return writeOut(app, out, { noun: 'sales', filters }, salesCsv(report, query, at));
  }
  return { value: presentSales(report, true, at), lines: linesOf(report) };
}

function linesOf({ from, to, zone, by, groups, totals }: SalesReport): string[] {
  const line = (name: string, each: SalesReport['groups'][number]) =>
    `${name.padEnd(30)} ${money(each.net, each.currency).padStart(16)} ${String(each.codes).padStart(8)} codes  ` +
    `margin ${each.margin === null ? 'unknown' : money(each.margin, each.currency)}`;
  return [
    `${from} to ${to}, days in ${zone}, by ${by}`,
    ...groups.map((each) => line(each.name ?? (each.group || 'none'), each)),
    ...totals.map(({ currency, now }) => line('all', { ...now, group: '', name: null, currency })),
    ...(totals.length === 0 ? ['Nothing was sold.'] : []),
  ];
}

async function dayEnds(app: App, options: Range) {
  const { database, clock } = app;
  const at = clock.now();
  const { today, zone } = await readToday(database.reads, at);
  const asked = daysAsked(options);
  const range = askedRange(asked.range || asked.from ? asked : { range: 'today' }, today);
  const found = await readDayEnds(database.reads, range, daysOf(range));
  if (options.out !== undefined) {
    kindOf(options.out, ['csv']);
    const exported = { noun: 'day_ends', filters: asked } as const;
    return writeOut(app, options.out, exported, dayEndsCsv(found, { ...range, zone }, at));
  }
  const lines = found.days.flatMap(({ day, currency, entries }) => [
    `${day} ${currency}, days in ${zone}`,
    ...entries.map(
      ({ kind, available, held }) =>
        `  ${kind.padEnd(12)} available ${money(available, currency).padStart(16)}  on hold ${money(held, currency).padStart(16)}`,
    ),
  ]);
  const value = found.days.flatMap(({ day, currency, entries }) =>
    entries.map(({ kind, transfers, available, held }) => ({
      ...{ day, currency, kind, transfers },
      available: formatMoney(available, currency),
      held: formatMoney(held, currency),
      total: formatMoney(available + held, currency),
    })),
  );
  return { value, lines: lines.length > 0 ? lines : ['No business has a balance yet.'] };
}

function daysAsked({ range, from, to }: Range) {
  const name: SalesRange | undefined =
    range === undefined ? undefined : oneOf('range', range, salesRanges);
  return { range: name, from, to };
}

function oneOf<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  const detail = `It must be one of ${words.join(', ')}.`;
  throw invalid({ pointer: `/${option}`, code: 'enum', detail });
}

function money(minor: number, currency: string): string {
  return `${formatMoney(minor, currency)} ${currency}`;
}
