import { returnHoursMax } from '@psnb2b/contract';
import type { Command } from 'commander';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { listReturned, returnTerms, setReturnTerms } from '../orders/index.ts';
import { act, integerOf, OPERATOR } from './session.ts';

/** Codes that partners returned unread, and how long they may do so. */
export function returnCommands(orders: Command): void {
  orders
    .command('returns')
    .description('list orders with returned codes, those with the latest returns first')
    .option('--json')
    .action(
      act(async (app) => {
        const value = (await listReturned(app.database.reads)).map((each) => ({
          id: formatId('ord', each.orderId),
          codes: each.codes,
          amount: formatMoney(each.amount, each.currency),
          currency: each.currency,
          returned_at: each.returnedAt,
        }));
        const lines = value.map(
          ({ id, codes, amount, currency, returned_at }) =>
            `${id}  ${codes} codes  ${amount} ${currency}  ${returned_at.toISOString()}`,
        );
        return { value, lines: lines.length > 0 ? lines : ['No code was ever returned.'] };
      }),
    );
  orders
    .command('return-window')
    .description('show or set how long after its delivery an unread code can be returned')
    .option('--hours <n>', '0: codes cannot be returned')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean; hours?: string }) => {
        if (options.hours !== undefined) {
          const hours = integerOf('hours', options.hours, 0, returnHoursMax);
          const by = { actor: OPERATOR, at: app.clock.now() };
          await app.database.transaction((tx) => setReturnTerms(tx, hours, by));
        }
        const { returnHours: hours } = await returnTerms(app.database.reads);
        const line =
          hours === 0
            ? 'codes cannot be returned'
            : `codes that nobody has read can be returned for ${hours} hours`;
        return { value: { return_hours: hours }, lines: [line] };
      }),
    );
}
