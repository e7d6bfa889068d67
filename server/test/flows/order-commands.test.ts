/**
 * Guards: the command line does with orders that wait what the console does, and shows the story of any order, without its codes.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatId } from '../../src/kit/ids.ts';
import { openShop, runHere, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let partnerId: string;
let key: string;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 20 });
  ({ partnerId, key } = await shop.buyer({ balance: '900.00', approvalLimit: 0 }));
});
afterAll(() => shop[Symbol.asyncDispose]());

const run = (...args: string[]) => runHere(shop, ['orders', ...args, '--json']);

async function place(reference: string): Promise<string> {
  const body = { region: 'US', denomination: 50, quantity: 2, reference };
  return (await shop.call<Order>('POST', '/orders', { key, body })).body.id;
}

test('approve, refuse and cancel, with the reason for the partner', async () => {
  const [first, second, third] = [await place('A'), await place('B'), await place('C')];
  const waiting = (await run('waiting')).value.map(({ id }: { id: string }) => id);
  expect(waiting).toEqual([first, second, third]);
  expect((await run('approve', '--order', first)).value.status).toBe('delivered');
  expect((await run('refuse', '--order', second)).code).not.toBe(0);
  const reason = ['--reason', 'The address does not exist.'];
  expect((await run('refuse', '--order', second, ...reason)).value).toMatchObject({
    ...{ status: 'failed', failure: { code: 'refused', reason: reason[1] } },
  });
  expect((await run('cancel', '--order', third, ...reason)).value.failure.code).toBe('cancelled');
  expect(await run('approve', '--order', second)).toMatchObject({
    code: 1,
    value: {
      code: 'invalid_state',
      detail: expect.stringMatching(/^The command line refused this order at .+ UTC\./),
    },
  });
  expect((await run('approve', '--order', 'nothing')).value.code).toBe('not_found');
  expect((await run('waiting')).value).toEqual([]);
});

test('show: who, what, what happened and the money, and no code', async () => {
  const id = await place('D');
  await run('approve', '--order', id);
  const { data } = (
    await shop.call<{ data: { code: string }[] }>('GET', `/orders/${id}/codes`, { key })
  ).body;
  const { value, out } = await run('show', '--order', id);
  expect(value).toMatchObject({
    ...{ id, reference: 'D', status: 'delivered', waits_for: null, claims: [] },
    partner_id: formatId('prt', partnerId),
  });
  const history = value.history.map(({ what }: { what: string }) => what).toSorted();
  expect(history).toEqual([
    'capture: 94.00 USD from held to sales',
    'codes.revealed',
    'hold: 94.00 USD from available to held',
    'order.approved',
    'order.status_changed: delivered',
    'order.status_changed: paid',
    'order.status_changed: pending',
  ]);
  for (const { code } of data) expect(out).not.toContain(code);
  const plain = await runHere(shop, ['orders', 'show', '--order', id]);
  expect(plain.out).toContain(`${id}  2 × PSN-US-50  94.00 USD`);
});
