/**
 * Guards: the command line does with claims what the console does, in the name of a member of staff, and prints one
 * JSON value: list, show, decide (with four-eyes approval), open late, request information, limits, terms, figures,
 * supplier claims, and the recall of a lot.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatId } from '../../src/kit/ids.ts';
import { buy, file, openShop, runHere, type Shop, staff } from '../../testkit/index.ts';

let shop: Shop;
let ann: string;
let bob: string;
beforeAll(async () => {
  shop = await openShop();
  ann = (await staff(shop, 'support')).email;
  bob = (await staff(shop, 'finance')).email;
});
afterAll(() => shop[Symbol.asyncDispose]());

const run = (...args: string[]) => runHere(shop, [...args, '--json']);

test('from the queue to the supplier claim', async () => {
  const lines = Array.from({ length: 8 }, (_, n) => `US,50,CMD-${1000 + n}-AAAA,41.20`);
  const lotId = await shop.importFile(['region,denomination,code,cost', ...lines, ''].join('\n'));
  await shop.stock({ codes: 10 });
  const { partnerId, key } = await shop.buyer({ balance: '1000.00' });
  const { order, codes } = await buy(shop, key, 4);
  const ids = codes.map(({ id }) => id);
  const { id } = (await file(shop, key, order.id, ids.slice(0, 2))).body;

  expect((await run('claims', 'list')).value).toMatchObject([{ id, priority: 'high' }]);
  expect((await run('claims', 'show', '--claim', id)).value).toMatchObject({
    id,
    codes: [{ supplier: 'A supplier', cost: '41.20', lot: formatId('lot', lotId) }, {}],
    reveals: [{}],
  });
  const ask = ['claims', 'ask', '--claim', id, '--as', ann, '--text', 'Which store?'];
  expect((await run(...ask)).code).toBe(0);

  await run('claims', 'limit', '--currency', 'usd', '--amount', '50.00');
  const decide = (email: string, ...how: string[]) =>
    run('claims', 'decide', '--claim', id, '--as', email, ...how);
  expect(await decide('nobody@shop.example', '--refund', 'all')).toMatchObject({
    code: 1,
    value: { code: 'validation_failed', errors: [{ pointer: '/as' }] },
  });
  expect((await decide(ann, '--refund', 'nonsense')).value.errors).toMatchObject([
    { pointer: '/refund' },
  ]);
  expect((await decide(ann, '--replace', 'all')).value.outcome).toBe('proposed');
  expect((await decide(ann.toUpperCase(), '--replace', 'all')).value.code).toBe('invalid_state');
  expect((await decide(bob, '--replace', 'all')).value).toMatchObject({
    outcome: 'taken',
    claim: { status: 'approved' },
  });

  const [first, second] = (await run('claims', 'recoveries')).value;
  expect(first).toMatchObject({ amount: '41.20', state: 'due', supplier: 'A supplier' });
  const recover = ['claims', 'recover', '--code', second.code, '--state', 'recovered'];
  expect((await run(...recover)).code).toBe(1);
  expect((await run(...recover, '--amount', '40.00')).value.state).toBe('recovered');

  const opened = await run(
    ...['claims', 'open', '--partner', formatId('prt', partnerId), '--order', order.id],
    ...['--codes', `${ids[2]},${codes[3]?.code}`, '--reason', 'failed', '--text', 'Cut off.'],
    ...['--as', ann, '--late'],
  );
  expect(opened.value).toMatchObject({ origin: 'staff', status: 'open' });
  const terms = ['claims', 'terms', '--tier', 'Gold', '--answer', '1h', '--decision', '30m'];
  expect((await run(...terms)).code).toBe(1);
  expect((await run(...terms.slice(0, -1), '8h')).code).toBe(0);
  expect((await run('claims', 'figures')).value).toMatchObject({
    suppliers: [{ name: 'A supplier', claimed: 4, approved: 2 }],
    service: [{ priority: 'high', claims: 2, decided: 1 }],
  });

  const recall = ['stock', 'recall', '--lot', formatId('lot', lotId), '--note', 'A bad batch.'];
  expect((await run(...recall, '--resolve', 'burn', '--as', ann)).code).toBe(1);
  const done = await run(...recall, '--resolve', 'refund', '--as', ann);
  expect(done.value).toMatchObject({ status: 'recalled', resolved: { taken: 0, proposed: 0 } });
  expect(done.value.unsold + done.value.sold).toBe(8);
  expect((await run('verify')).code).toBe(0);
});
