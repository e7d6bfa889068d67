import type { Command } from 'commander';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { listHolds, listQueued, listWaiting } from '../orders/index.ts';
import { returnCommands } from './returns.ts';
import { reviewCommands } from './review-orders.ts';
import { act } from './session.ts';
import { showCommand } from './show-order.ts';

export function orderCommands(program: Command): void {
  const orders = program.command('orders').description('orders that wait, and returns');
  returnCommands(orders);
  orders
    .command('waiting')
    .description('list orders above their partner’s approval limit, oldest first')
    .option('--json')
    .action(
      act(async (app) => {
        const value = (await listWaiting(app.database.reads)).map((each) => ({
          id: formatId('ord', each.orderId),
          total: formatMoney(each.total, each.currency),
          currency: each.currency,
          created_at: each.createdAt,
        }));
        const lines = value.map((each) => `${each.id}  ${each.total} ${each.currency}`);
        return { value, lines: lines.length > 0 ? lines : ['No order waits for an approval.'] };
      }),
    );
  orders
    .command('holds')
    .description('list open holds, those that end soonest first')
    .option('--json')
    .action(
      act(async (app) => {
        const value = (await listHolds(app.database.reads)).map((each) => ({
          id: formatId('ord', each.orderId),
          quantity: each.quantity,
          total: formatMoney(each.total, each.currency),
          currency: each.currency,
          created_at: each.createdAt,
          expires_at: each.expiresAt,
        }));
        const lines = value.map(
          ({ id, quantity, total, currency, expires_at }) =>
            `${id}  ${quantity} codes  ${total} ${currency}  until ${expires_at.toISOString()}`,
        );
        return { value, lines: lines.length > 0 ? lines : ['No hold is open.'] };
      }),
    );
  orders
    .command('queue')
    .description(
      'list orders that wait for codes: by product, in the order in which they are filled',
    )
    .option('--json')
    .action(
      act(async (app) => {
        const value = (await listQueued(app.database.reads)).map((each) => ({
          id: formatId('ord', each.orderId),
          sku: app.products(each.productId)?.sku ?? null,
          quantity: each.quantity,
          total: formatMoney(each.total, each.currency),
          currency: each.currency,
          created_at: each.createdAt,
          expires_at: each.expiresAt,
        }));
        const lines = value.map(
          ({ id, sku, quantity, total, currency, expires_at }) =>
            `${id}  ${quantity} × ${sku}  ${total} ${currency}  until ${expires_at.toISOString()}`,
        );
        return { value, lines: lines.length > 0 ? lines : ['No order waits for codes.'] };
      }),
    );
  reviewCommands(orders);
  showCommand(orders);
}
