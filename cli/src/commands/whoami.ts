import type { Run } from '../context.ts';
import { fields } from '../output/table.ts';

export const whoami: Run<object> = async (context) => {
  const { client, url } = await context.shop();
  const me = await client.me({ signal: context.signal });
  const { requests, orders, daily_spend: spend, daily_quantity: quantity } = me.limits;
  const text = fields(
    {
      business: me.business.name,
      mode: me.mode,
      shop: url,
      key: me.api_key.hint,
      name: me.api_key.name ?? undefined,
      scopes: me.scopes.join(', '),
      expires: me.api_key.expires_at ?? undefined,
      networks: me.api_key.allow_cidr.join(', ') || 'any',
      address: me.address,
      requests: `${requests.remaining} of ${requests.per_minute} left this minute`,
      orders: `${orders.remaining} of ${orders.per_minute} left this minute`,
      'daily spend': spend ? JSON.stringify(spend) : undefined,
      'daily quantity': quantity ? JSON.stringify(quantity) : undefined,
    },
    context.paint,
  );
  await context.print(me, text);
};
