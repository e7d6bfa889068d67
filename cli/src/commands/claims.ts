import type { Run } from '../context.ts';
import { usage } from '../exit.ts';
import { claimFields } from '../output/show.ts';
import { fields, table } from '../output/table.ts';
import { take } from '../take.ts';
import { wholeNumber } from '../whole-number.ts';

interface Options {
  readonly message?: string;
  readonly withdraw?: boolean;
  readonly limit?: string;
}

export const claims: Run<Options> = async (context, [id], { message, withdraw, limit = '20' }) => {
  const { client } = await context.shop();
  const { signal, paint } = context;
  if (id === undefined) {
    if (message !== undefined || withdraw) throw usage('Which claim? Name its id first.');
    const most = wholeNumber('--limit', limit);
    const list = await take(client.claims.list({ limit: Math.min(most, 100) }, { signal }), most);
    const rows = list.data.map((each) => [
      each.id,
      each.created_at,
      each.status,
      each.reason,
      each.codes.length,
      each.order_id,
    ]);
    const heads = [
      'CLAIM',
      'CREATED',
      'STATUS',
      'REASON',
      { title: 'CODES', isFigure: true },
      'ORDER',
    ];
    return context.print(list, table(heads, rows, { paint, empty: 'No claims.' }));
  }
  if (message !== undefined) await client.claims.addMessage(id, message, { signal });
  const claim = withdraw
    ? await client.claims.withdraw(id, { signal })
    : await client.claims.get(id, { signal });
  const rows = claim.codes.map((each) => [
    each.id,
    each.resolution,
    each.replacement,
    each.refund,
    each.detail,
  ]);
  const heads = ['CODE', 'RESOLUTION', 'REPLACEMENT', 'REFUND', 'WHY'];
  await context.print(
    claim,
    `${fields(claimFields(claim), paint)}\n${table(heads, rows, { paint, empty: '' })}`,
  );
};
