import { paymentDaysMax } from '@psnb2b/contract';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import {
  ages,
  type Debt,
  paymentTermOf,
  paymentTerms,
  setPartnerPaymentTerm,
  setPaymentTerms,
  sumDebts,
} from '../invoicing/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid } from '../kit/refusal.ts';
import { tenantOf, tenantPartners } from '../partners/index.ts';
import { act, integerOf, OPERATOR, partnerIdOf } from './session.ts';

const NAMES = {
  ...{ uninvoiced: 'uninvoiced', notDue: 'not_due', days30: 'days_30', days60: 'days_60' },
  ...{ days90: 'days_90', older: 'older' },
} as const;

/** What businesses owe, and when their invoices are due. */
export function ageingCommands(documents: Command): void {
  documents
    .command('ageing')
    .description('list what businesses owe, by how many days it is overdue, the most overdue first')
    .option('--json')
    .action(act(list));
  documents
    .command('term')
    .description('show or set how many days after its date an invoice is due')
    .option('--partner <id>', 'only of this partner')
    .option('--days <n>', 'for invoices that are issued from now on')
    .option('--as-shop', 'the partner has no term of its own any more')
    .option('--json')
    .action(act(term));
}

async function list({ database, clock }: App) {
  const { reads } = database;
  const { debts, sums } = await sumDebts(reads, clock.now());
  const partners = await tenantPartners(
    reads,
    debts.map(({ tenantId }) => tenantId),
  );
  const value = {
    partners: debts.map(({ tenantId, oldestDueOn, ...debt }) => ({
      // nothing: a tenant always has its partner
      partner_id: formatId('prt', partners.get(tenantId) ?? ''),
      ...shown(debt),
      oldest_due_on: oldestDueOn,
    })),
    sums: sums.map((sum) => ({ ...shown(sum), ledger: formatMoney(sum.ledger, sum.currency) })),
  };
  const lines = value.partners.map(
    ({ partner_id, owed, overdue, currency, oldest_due_on }) =>
      `${partner_id}  owes ${owed} ${currency}  overdue ${overdue}${oldest_due_on === null ? '' : `  oldest due on ${oldest_due_on}`}`,
  );
  const total = value.sums.map(
    ({ owed, overdue, currency, ledger }) =>
      `in all ${owed} ${currency}, overdue ${overdue}; the ledger has ${ledger}`,
  );
  return { value, lines: lines.length > 0 ? [...lines, ...total] : ['nobody owes anything'] };
}

function shown(row: Pick<Debt, 'currency' | 'owed' | 'overdue' | keyof typeof NAMES>) {
  const money = (minor: number) => formatMoney(minor, row.currency);
  return {
    ...{ currency: row.currency, owed: money(row.owed), overdue: money(row.overdue) },
    ...Object.fromEntries(ages.map((age) => [NAMES[age], money(row[age])])),
  };
}

interface TermOptions {
  readonly json?: boolean;
  readonly partner?: string;
  readonly days?: string;
  readonly asShop?: boolean;
}

async function term(app: App, { partner, days: text, asShop = false }: TermOptions) {
  const { database, clock } = app;
  const by = { actor: OPERATOR, at: clock.now() };
  const days = text === undefined ? undefined : integerOf('days', text, 0, paymentDaysMax);
  if (partner === undefined) {
    if (asShop) throw invalid({ pointer: '/partner', code: 'required', detail: 'Name a partner.' });
    if (days !== undefined) await database.transaction((tx) => setPaymentTerms(tx, days, by));
    const now = await paymentTerms(database.reads);
    return {
      value: { days: now.days },
      lines: [`invoices are due ${now.days} days after their date`],
    };
  }
  const partnerId = partnerIdOf(partner);
  const own = asShop ? null : days;
  if (own !== undefined) {
    await database.transaction((tx) => setPartnerPaymentTerm(tx, app, partnerId, own, by));
  }
  const { tenantId } = await tenantOf(database.reads, partnerId, 'live');
  const now = await paymentTermOf(database.reads, tenantId);
  const whose = now.isOwn ? 'agreed with this partner' : 'as for all partners';
  return {
    value: { days: now.days, is_own: now.isOwn },
    lines: [`its invoices are due ${now.days} days after their date, ${whose}`],
  };
}
