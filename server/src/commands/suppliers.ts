import type { Command } from 'commander';
import type { App } from '../app.ts';
import type { Tx } from '../kit/database/index.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { type SupplierFigures, withFigures } from '../reports/index.ts';
import {
  addSupplier,
  archiveSupplier,
  CLAIM_DAYS_MAX,
  listSuppliers,
  namedSupplier,
  restoreSupplier,
  type Supplier,
  type SupplierTerms,
  setSupplier,
} from '../suppliers/index.ts';
import { act, emailOrNone, integerOf, OPERATOR } from './session.ts';

const LIST_MAX = 1_000;

interface TermOptions {
  json?: boolean;
  name?: string;
  email?: EmailAddress | null;
  note?: string;
  costCurrency?: string;
  claimDays?: string;
}

export function supplierCommands(program: Command): void {
  const suppliers = program
    .command('suppliers')
    .description('the businesses that sell codes to us');
  withTerms(suppliers.command('add').requiredOption('--name <name>')).action(
    act(async (app, { name, ...options }: TermOptions & { name: string }) => {
      const supplier = { name, ...termsOf(options) };
      const added = await change(app, (tx, by) => addSupplier(tx, supplier, by));
      return done(added, 'added');
    }),
  );
  suppliers
    .command('list')
    .description('list suppliers with their lots, unsold codes, and what each owes')
    .option('--archived', 'only archived suppliers')
    .option('--search <text>', 'part of a name or a contact')
    .option('--json')
    .action(act(list));
  withTerms(suppliers.command('set').requiredOption('--supplier <name>', 'its name or id'))
    .option('--name <name>', 'its new name, also shown with its old lots')
    .action(
      act(async (app, { supplier, ...options }: TermOptions & { supplier: string }) => {
        const { supplierId } = await namedSupplier(app.database.reads, supplier);
        const terms = termsOf(options);
        return done(await change(app, (tx, by) => setSupplier(tx, supplierId, terms, by)), 'set');
      }),
    );
  for (const [name, what, verb] of [
    ['archive', 'buy no more lots from it; its lots are still sold', archiveSupplier],
    ['restore', 'buy lots from it again', restoreSupplier],
  ] as const) {
    suppliers
      .command(name)
      .description(what)
      .requiredOption('--supplier <name>', 'its name or id')
      .option('--json')
      .action(
        act(async (app, { supplier }: { json?: boolean; supplier: string }) => {
          const { supplierId } = await namedSupplier(app.database.reads, supplier);
          return done(await change(app, (tx, by) => verb(tx, supplierId, by)), `${name}d`);
        }),
      );
  }
}

function withTerms(command: Command): Command {
  return command
    .option('--email <address>', 'the address for supplier claims; none: no address', emailOrNone)
    .option('--note <text>', 'a note for the staff; none: no note')
    .option('--cost-currency <code>', 'currency of the costs in its files; USD by default')
    .option(
      '--claim-days <n>',
      'days after a decision within which a supplier claim is due; 30 by default',
    )
    .option('--json');
}

/** Only the terms that were given. */
function termsOf(options: TermOptions): Partial<SupplierTerms> {
  const { name, email, note, costCurrency, claimDays } = options;
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(note !== undefined && { note: note === 'none' ? null : note }),
    ...(costCurrency !== undefined && { costCurrency: costCurrency.toUpperCase() }),
    ...(claimDays !== undefined && {
      claimDays: integerOf('claim_days', claimDays, 1, CLAIM_DAYS_MAX),
    }),
  };
}

function change(
  { database, clock }: App,
  work: (tx: Tx, by: { actor: string; at: Date }) => Promise<Supplier>,
): Promise<Supplier> {
  return database.transaction((tx) => work(tx, { actor: OPERATOR, at: clock.now() }));
}

function done(supplier: Supplier, what: string) {
  const value = present(supplier);
  return { value, lines: [`${value.id}  ${value.name} is ${what}`] };
}

async function list(app: App, options: { json?: boolean; archived?: boolean; search?: string }) {
  const found = await listSuppliers(app.database.reads, {
    status: options.archived ? 'archived' : 'active',
    ...(options.search !== undefined && { q: options.search }),
    limit: LIST_MAX,
  });
  const all = await withFigures(app.database.reads, found, app.clock.now());
  const lines = all.map(lineOf);
  return { value: all.map(presentFigures), lines: lines.length > 0 ? lines : ['no suppliers'] };
}

function lineOf(each: SupplierFigures): string {
  const { id, name, lots, unsold, owed } = presentFigures(each);
  const debts = owed
    .map(({ amount, currency, unknown }) =>
      [amount && `${amount} ${currency}`, unknown && `${unknown} codes of unknown cost`]
        .filter(Boolean)
        .join(' and '),
    )
    .join(', ');
  return `${id}  ${name}  ${lots} lots, ${unsold} unsold, owes ${debts || 'nothing'}`;
}

function presentFigures({ supplier, stock, approved, rateBps, debts }: SupplierFigures) {
  return {
    ...present(supplier),
    lots: stock.lots,
    unsold: stock.unsold,
    unsold_costs: stock.costs.map(({ currency, amount, unknown }) => ({
      currency,
      amount: amount === null ? null : formatMoney(amount, currency),
      unknown,
    })),
    sold: stock.gone,
    approved,
    rate_bps: rateBps,
    owed: debts.map(({ currency, amount, codes, unknown }) => ({
      currency,
      amount: amount === null ? null : formatMoney(amount, currency),
      codes,
      unknown,
    })),
  };
}

function present({ supplierId, archivedAt, ...supplier }: Supplier) {
  return {
    id: formatId('sup', supplierId),
    name: supplier.name,
    email: supplier.email,
    note: supplier.note,
    cost_currency: supplier.costCurrency,
    claim_days: supplier.claimDays,
    archived_at: archivedAt,
  };
}
