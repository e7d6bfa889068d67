import type { Command } from 'commander';
import { creditDeposit } from '../funding/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid } from '../kit/refusal.ts';
import { findPartner, tenantOf } from '../partners/index.ts';
import { modeOf } from './keys.ts';
import { act, amountOf, OPERATOR, partnerIdOf } from './session.ts';

interface CreditOptions {
  json?: boolean;
  partner: string;
  amount: string;
  reference: string;
  mode: string;
}

export function depositCommands(program: Command): void {
  program
    .command('deposits')
    .description('money that partners pay in')
    .command('credit')
    .description('credit a deposit, once per reference; pays open invoice orders, oldest first')
    .requiredOption('--partner <id>')
    .requiredOption('--amount <amount>')
    .requiredOption('--reference <text>', 'the bank reference; repeating it does not credit again')
    .option('--mode <live|test>', 'which balance', 'live')
    .option('--json')
    .action(
      act(async (app, options: CreditOptions) => {
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
        const done = await creditDeposit(app, tenant, {
          amount,
          currency,
          reference,
          actor: OPERATOR,
        });
        const id = formatId('dep', done.depositId);
        const balance = formatMoney(done.balance, currency);
        return {
          value: { id, balance, orders_paid: done.ordersPaid.map((each) => formatId('ord', each)) },
          lines: [
            `${id}  balance ${balance} ${currency}${done.repeated ? '  (already credited)' : ''}`,
          ],
        };
      }),
    );
}
