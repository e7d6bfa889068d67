import { depositStatuses } from '@psnb2b/contract';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import { findDepositMethod } from '../deposit-methods/index.ts';
import {
  creditDeposit,
  creditRecorded,
  type Deposit,
  findDeposit,
  listDeposits,
  presentDeposit,
  recordDeposit,
  rejectDeposit,
  reverseDeposit,
  reviewDeposit,
  updateDeposit,
} from '../funding/index.ts';
import type { By } from '../kit/by.ts';
import { idOf } from '../kit/id-of.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid } from '../kit/refusal.ts';
import { findPartner, tenantOf } from '../partners/index.ts';
import { modeOf } from './keys.ts';
import { act, amountOf, integerOf, OPERATOR, partnerIdOf } from './session.ts';

const LIST_MAX = 1_000;
const CONFIRMATIONS_MAX = 1_000_000;

interface CreditOptions {
  json?: boolean;
  partner: string;
  amount: string;
  reference: string;
  mode: string;
}

interface RecordOptions {
  json?: boolean;
  partner: string;
  method: string;
  reference: string;
  sent: string;
  amount?: string;
  confirmations?: string;
}

interface SettleOptions {
  json?: boolean;
  deposit: string;
  amount?: string;
  confirmations?: string;
  reason: string;
}

/** Payments of partners, from when they are first seen. */
export function depositCommands(program: Command): void {
  const deposits = program.command('deposits').description('money that partners pay in');
  deposits
    .command('credit')
    .description(
      'record and credit a payment at once, once per reference; pays open invoice orders, oldest first',
    )
    .requiredOption('--partner <id>')
    .requiredOption('--amount <amount>')
    .requiredOption('--reference <text>', 'the bank reference; repeating it does not credit again')
    .option('--mode <live|test>', 'which balance', 'live')
    .option('--json')
    .action(act(credit));
  deposits
    .command('record')
    .description('record a payment that was seen; the partner sees it, and it is not credited yet')
    .requiredOption('--partner <id>')
    .requiredOption('--method <id>', 'how it was paid; see deposit-methods list')
    .requiredOption('--reference <text>', "the bank's id of the payment, or transaction:output")
    .requiredOption('--sent <amount>', 'what arrived, in the currency or asset of the method')
    .option('--amount <amount>', "what is credited, in the partner's currency, if it is known")
    .option('--confirmations <n>', 'blocks that confirm it so far')
    .option('--json')
    .action(act(record));
  deposits
    .command('list')
    .description('list payments, newest first')
    .option('--partner <id>', 'only of this partner')
    .option('--status <status>', depositStatuses.join(', '))
    .option('--json')
    .action(act(list));
  const settle = (name: string, what: string) =>
    deposits.command(name).description(what).requiredOption('--deposit <id>').option('--json');
  settle('update', 'add what became known of a payment that waits')
    .option('--amount <amount>', "what will be credited, in the partner's currency")
    .option('--confirmations <n>', 'blocks that confirm it so far')
    .action(act(update));
  settle('approve', 'credit a recorded payment; pays open invoice orders, oldest first')
    .option('--amount <amount>', "what is credited, in the partner's currency, if not as recorded")
    .action(
      act(async (app, options: SettleOptions) => {
        const { deposit, amount } = await depositOf(app, options);
        return shown(await creditRecorded(app, deposit.depositId, amount, byOf(app)));
      }),
    );
  const reason = '--reason <text>';
  const why = 'why, in words that the partner reads';
  for (const [name, what, verb] of [
    ['review', 'look at a payment before it is credited', reviewDeposit],
    ['reject', 'do not credit a payment', rejectDeposit],
  ] as const) {
    settle(name, what)
      .requiredOption(reason, why)
      .action(
        act(async (app, options: SettleOptions) => {
          const { depositId } = (await depositOf(app, options)).deposit;
          const step = app.database.transaction((tx) =>
            verb(tx, app, depositId, options.reason, byOf(app)),
          );
          return shown(await step);
        }),
      );
  }
  settle('reverse', 'take a credited payment back by a counter entry')
    .requiredOption(reason, why)
    .action(
      act(async (app, options: SettleOptions) => {
        const { depositId } = (await depositOf(app, options)).deposit;
        return shown((await reverseDeposit(app, depositId, options.reason, byOf(app))).deposit);
      }),
    );
}

function byOf({ clock }: App): By {
  return { actor: OPERATOR, at: clock.now() };
}

async function credit(app: App, options: CreditOptions) {
  const partnerId = partnerIdOf(options.partner);
  const { currency } = await findPartner(app.database.reads, partnerId);
  const amount = amountOf('amount', options.amount, currency);
  if (amount === 0) {
    throw invalid({
      pointer: '/amount',
      code: 'minimum',
      detail: 'The amount must be above 0.',
    });
  }
  const tenant = await tenantOf(app.database.reads, partnerId, modeOf(options.mode));
  const { reference } = options;
  const done = await creditDeposit(app, tenant, { amount, currency, reference, actor: OPERATOR });
  const id = formatId('dep', done.depositId);
  const balance = formatMoney(done.balance, currency);
  return {
    value: { id, balance, orders_paid: done.ordersPaid.map((each) => formatId('ord', each)) },
    lines: [`${id}  balance ${balance} ${currency}${done.repeated ? '  (already credited)' : ''}`],
  };
}

async function record(app: App, options: RecordOptions) {
  const { reads } = app.database;
  const payer = await tenantOf(reads, partnerIdOf(options.partner), 'live');
  const method = await findDepositMethod(reads, idOf('dpm', options.method, '/method'));
  const given = {
    payer,
    method,
    reference: options.reference,
    sentAmount: options.sent,
    amount: amountIn(options, payer.currency),
    confirmations: confirmationsOf(options),
  };
  const { deposit, isNew } = await app.database.transaction((tx) =>
    recordDeposit(tx, given, byOf(app)),
  );
  return {
    value: presentDeposit(deposit),
    lines: [`${lineOf(deposit)}${isNew ? '' : '  (already recorded)'}`],
  };
}

async function list(app: App, options: { json?: boolean; partner?: string; status?: string }) {
  const { reads } = app.database;
  const tenant = options.partner && (await tenantOf(reads, partnerIdOf(options.partner), 'live'));
  const status = depositStatuses.filter((each) => each === options.status);
  if (options.status !== undefined && status.length === 0) {
    const detail = `It must be one of ${depositStatuses.join(', ')}.`;
    throw invalid({ pointer: '/status', code: 'enum', detail });
  }
  const found = await listDeposits(reads, tenant ? tenant.tenantId : null, {
    ...(status.length > 0 && { status }),
    limit: LIST_MAX,
  });
  const lines = found.map(lineOf);
  return { value: found.map(presentDeposit), lines: lines.length > 0 ? lines : ['no deposits'] };
}

async function update(app: App, options: SettleOptions) {
  const { deposit, amount } = await depositOf(app, options);
  const facts = { amount, confirmations: confirmationsOf(options) };
  const { depositId } = deposit;
  const step = app.database.transaction((tx) => updateDeposit(tx, depositId, facts, byOf(app)));
  return shown(await step);
}

async function depositOf({ database }: App, options: SettleOptions) {
  const deposit = await findDeposit(database.reads, idOf('dep', options.deposit, '/deposit'));
  return { deposit, amount: amountIn(options, deposit.currency) };
}

function amountIn({ amount }: { amount?: string }, currency: string): number | undefined {
  return amount === undefined ? undefined : amountOf('amount', amount, currency);
}

function confirmationsOf({ confirmations }: { confirmations?: string }): number | undefined {
  if (confirmations === undefined) return undefined;
  return integerOf('confirmations', confirmations, 0, CONFIRMATIONS_MAX);
}

function shown(deposit: Deposit) {
  return { value: presentDeposit(deposit), lines: [lineOf(deposit)] };
}

function lineOf(deposit: Deposit): string {
  const { id, status, sent_amount, sent_currency, amount, currency, reference } =
    presentDeposit(deposit);
  const sent = sent_amount === null ? '' : `  ${sent_amount} ${sent_currency}`;
  const sum = amount === null ? 'amount not known' : `${amount} ${currency}`;
  return `${id}  ${status}${sent}  ${sum}  ${reference}`;
}
