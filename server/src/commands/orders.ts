import type { Command } from 'commander';
import { formatId, parseId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { Refusal } from '../kit/refusal.ts';
import {
  findWaiting,
  listHolds,
  listQueued,
  listWaiting,
  orderText,
  reviewOrder,
} from '../orders/index.ts';
import { findTenant } from '../partners/index.ts';
import { returnCommands } from './returns.ts';
import { act, OPERATOR } from './session.ts';

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
  for (const decision of ['approve', 'refuse'] as const) {
    orders
      .command(decision)
      .description(
        decision === 'approve'
          ? 'approve an order: it is paid from the money on hold and delivered'
          : 'refuse an order: its money and codes are released',
      )
      .requiredOption('--order <id>')
      .option('--json')
      .action(
        act(async (app, options: { json?: boolean; order: string }) => {
          const orderId = parseId('ord', options.order);
          const tenantId = orderId && (await findWaiting(app.database.reads, orderId));
          const tenant = tenantId && (await findTenant(app.database.reads, tenantId));
          if (!orderId || !tenant) {
            throw new Refusal(
              'not_found',
              {},
              { detail: `${options.order} does not wait for an approval.` },
            );
          }
          const order = await reviewOrder(app, tenant, orderId, decision, OPERATOR);
          const value = JSON.parse(orderText(order)) as { id: string; status: string };
          return { value, lines: [`${value.id} is ${value.status}`] };
        }),
      );
  }
}
