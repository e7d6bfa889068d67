import type { Run } from '../context.ts';
import { fields } from '../output/table.ts';

export const balance: Run<{ readonly set?: string }> = async (context, _words, { set }) => {
  const { client, mode } = await context.shop();
  const options = { signal: context.signal };
  const money =
    set === undefined
      ? await client.balance.get(options)
      : await client.test.setBalance(set, options);
  const { currency } = money;
  const amount = (text: string) => `${text} ${currency}`;
  const text = fields(
    {
      available: amount(money.available),
      balance: amount(money.balance),
      held: amount(money.held),
      'credit limit': amount(money.credit_limit),
      tier: money.tier ? money.tier.name : undefined,
      mode,
    },
    context.paint,
  );
  await context.print(money, text);
};
