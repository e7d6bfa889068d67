import type { Order } from '@psnb2b/sdk';
import type { Run } from '../context.ts';
import { orderFields } from '../output/show.ts';
import { fields, table } from '../output/table.ts';
import { take } from '../take.ts';
import { wholeNumber } from '../whole-number.ts';

interface Options {
  readonly status?: readonly Order['status'][];
  readonly reference?: string;
  readonly limit?: string;
}

export const orders: Run<Options> = async (context, [id], { status, reference, limit = '20' }) => {
  const { client } = await context.shop();
  const { signal, paint } = context;
  if (id !== undefined) {
    const order = await client.orders.get(id, { signal });
    return context.print(order, fields(orderFields(order), paint));
  }
  const most = wholeNumber('--limit', limit);
  const query = { status, reference, limit: Math.min(most, 100) };
  const list = await take(client.orders.list(query, { signal }), most);
  const rows = list.data.map((order) => [
    order.id,
    order.created_at,
    order.status,
    order.sku,
    order.quantity,
    order.total,
    order.currency,
    order.reference,
  ]);
  const figure = (title: string) => ({ title, isFigure: true });
  const heads = [
    'ORDER',
    'CREATED',
    'STATUS',
    'PRODUCT',
    figure('CODES'),
    figure('TOTAL'),
    'IN',
    'REFERENCE',
  ];
  await context.print(list, table(heads, rows, { paint, empty: 'No orders.' }));
};
