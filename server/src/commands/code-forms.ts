import type { Command } from 'commander';
import type { App } from '../app.ts';
import { csvLine } from '../kit/csv/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import {
  confirmLot,
  listCodePatterns,
  type PatternOwner,
  readRejects,
  setCodePatterns,
} from '../stock/index.ts';
import { namedSupplier } from '../suppliers/index.ts';
import { lotIdOf } from './lot-id.ts';
import { print } from './print.ts';
import { act, OPERATOR, openSession } from './session.ts';
import { terminalOf } from './terminal.ts';

interface PatternOptions {
  json?: boolean;
  product?: string;
  supplier?: string;
  form: string[];
}

/** What an operator requires of the pattern of codes, and what happens to lots that are held because their codes differ. */
export function codeFormCommands(stock: Command): void {
  stock
    .command('confirm')
    .description('put a held lot up for sale although its codes do not all look alike')
    .requiredOption('--lot <id>')
    .option('--reason <text>', 'why, for the audit log')
    .option('--json')
    .action(
      act(async (app, { lot, reason }: { json?: boolean; lot: string; reason?: string }) => {
        const { status, accepted } = await confirmLot(app, {
          lotId: lotIdOf(lot),
          actor: OPERATOR,
          reason: reason ?? null,
        });
        return { value: { lot, status, accepted }, lines: [`${lot} is for sale`] };
      }),
    );
  stock
    .command('rejects')
    .description('list the rejected rows of a lot as CSV: line,reason')
    .requiredOption('--lot <id>')
    .action(async ({ lot }: { lot: string }, command: Command) => {
      const terminal = terminalOf(command);
      await using app = await openSession(terminal);
      await print(terminal, csvLine(['line', 'reason']));
      for await (const page of readRejects(app.database.reads, lotIdOf(lot))) {
        await print(terminal, page.map(({ line, reason }) => csvLine([line, reason])).join(''));
      }
    });
  stock
    .command('patterns')
    .description('list the patterns that codes of products and suppliers must match')
    .option('--json')
    .action(
      act(async (app) => {
        const stated = await listCodePatterns(app.database.reads);
        const value = stated.map(({ supplierId, ...each }) => ({
          ...each,
          ...(supplierId && { supplier_id: formatId('sup', supplierId) }),
        }));
        const lines = value.map(
          (each) => `${each.kind}  ${each.name}  ${each.patterns.join('  ')}`,
        );
        return { value, lines };
      }),
    );
  stock
    .command('set-pattern')
    .description(
      'set the patterns of a product or a supplier; imports reject codes that match none',
    )
    .option('--product <sku>', 'PSN-US-50')
    .option('--supplier <name>', 'its name or id')
    .option(
      '--form <pattern>',
      'XXXX-XXXX-XXXX: X letter or digit, 9 digit, A letter; repeat it for more patterns, leave it out to remove all',
      (form: string, forms: string[]) => [...forms, form],
      [],
    )
    .option('--json')
    .action(
      act(async (app, options: PatternOptions) => {
        const owner = await ownerOf(app, options);
        if (owner.kind === 'product' && !app.catalog.current.productBySku(owner.name)) {
          const detail = 'The catalogue has no such product; stock count lists all.';
          throw invalid({ pointer: '/product', code: 'enum', detail });
        }
        await setCodePatterns(app, owner, options.form, OPERATOR);
        const lines = [
          options.form.length > 0
            ? `codes of ${owner.name} must match ${options.form.join(' or ')}`
            : `codes of ${owner.name} may have any form`,
        ];
        const { kind, name } = owner;
        return { value: { kind, name, patterns: options.form }, lines };
      }),
    );
}

async function ownerOf(
  { database }: App,
  { product, supplier }: PatternOptions,
): Promise<PatternOwner> {
  if (product !== undefined && supplier === undefined) {
    return { kind: 'product', name: product, supplierId: null };
  }
  if (supplier !== undefined && product === undefined) {
    return { kind: 'supplier', ...(await namedSupplier(database.reads, supplier)) };
  }
  const detail = 'Name either a product or a supplier.';
  throw invalid({ pointer: '/product', code: 'required', detail });
}
