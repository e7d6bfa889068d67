import type { Command } from 'commander';
import { printStatement, statementCsv } from '../acts/index.ts';
import { periodOfMonth } from '../funding/index.ts';
import { patiently } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { tenantOf } from '../partners/index.ts';
import { kindOf, monthOf, OUT, writeOut } from './output-file.ts';
import { act, partnerIdOf } from './session.ts';

interface Options {
  readonly json?: boolean;
  readonly partner: string;
  readonly out: string;
  readonly month?: string;
  readonly test?: boolean;
  readonly raw?: boolean;
}

/** The statement of a partner as a file: the same bytes that its people download. */
export function statementCommand(partners: Command): void {
  partners
    .command('statement')
    .description('write the statement of a partner to a file: every change of its balance')
    .requiredOption('--partner <id>')
    .requiredOption('--out <name>', `${OUT}; its name ends in .csv or .pdf`)
    .option('--month <month>', 'only of this month, like 2026-11; by default of all time')
    .option('--test', 'of its test money')
    .option('--raw', 'protect no cell of the CSV from spreadsheets: for programs')
    .option('--json')
    .action(
      act(async (app, { partner, out, month, test = false, raw = false }: Options) => {
        const kind = kindOf(out, ['csv', 'pdf']);
        const asked = month === undefined ? undefined : monthOf(month);
        const { reads } = app.database;
        const tenant = await tenantOf(reads, partnerIdOf(partner), test ? 'test' : 'live');
        const exported = {
          noun: 'statements',
          subject: formatId('prt', tenant.partnerId),
          filters: { month, test, raw },
        } as const;
        const pieces =
          kind === 'pdf'
            ? [await printStatement(app, tenant, asked)]
            : patiently(statementCsv(app, tenant, periodOfMonth(asked), raw));
        return writeOut(app, out, exported, pieces);
      }),
    );
}
