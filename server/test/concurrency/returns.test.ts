/**
 * Guards: of a reading, a claim and a return of the same codes at the same moment exactly one happens, however many there are: no
 * code is both read and refunded, none is both claimed and sold again, and money and stock agree to the unit.
 */
import type { Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '../../src/kit/database/index.ts';
import { formatId, newUuid, parseId } from '../../src/kit/ids.ts';
import { codesOf, findOrder, lockForReturn, takeCodesBack } from '../../src/orders/index.ts';
import { findTenant } from '../../src/partners/index.ts';
import { sealedForResale } from '../../src/stock/index.ts';
import { callApi, openShop, overtake, type Shop } from '../../testkit/index.ts';

const ORDERS = 24;
const EACH = 4;
const PRICE = 47;
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ nodes: 2 });
  await shop.stock({ codes: ORDERS * EACH * 3 });
});
afterAll(() => shop[Symbol.asyncDispose]());

type Codes = OrderCodeList['data'];
let turns = 0;
function send<Body = Record<string, unknown>>(
  method: string,
  path: string,
  options: { key: string; body?: object; idempotencyKey?: string },
) {
  turns += 1;
  const { url } = shop.nodes[turns % shop.nodes.length] ?? shop.nodes[0];
  return callApi<Body>(url, method, path, options);
}

async function bought(key: string): Promise<{ id: string; ids: string[] }[]> {
  const body = { region: 'US', denomination: 50, quantity: EACH };
  const orders = await Promise.all(
    Array.from({ length: ORDERS }, () => send<Order>('POST', '/orders', { key, body })),
  );
  return Promise.all(
    orders.map(async ({ body: { id } }) => {
      const path = `/orders/${id}/codes?masked=true`;
      const { body: list } = await send<OrderCodeList>('GET', path, { key });
      return { id, ids: list.data.map((code) => code.id) };
    }),
  );
}

async function expectMoneyAndStock(key: string, returned: number, kept: number, stock: number) {
  const balance = (await shop.call('GET', '/balance', { key })).body;
  expect(balance).toMatchObject({ balance: (10_000 - PRICE * kept).toFixed(2), held: '0.00' });
  expect(await shop.available('PSN-US-50')).toBe(stock + returned);
  expect(await shop.verify()).toEqual([]);
}

test('readings of whole orders and of single codes against returns', async () => {
  const { key } = await shop.buyer({ balance: '10000.00' });
  const orders = await bought(key);
  const stock = await shop.available('PSN-US-50');
  const races = orders.flatMap(({ id, ids }, turn) => {
    const read = turn % 2 === 0 ? '' : `?code=${ids[0]}&code=${ids[1]}`;
    const give = (codes: string[]) =>
      send<{ code?: string }>('POST', `/orders/${id}/returns`, { key, body: { codes } });
    const reading = () => send<OrderCodeList>('GET', `/orders/${id}/codes${read}`, { key });
    const asked = [
      async () => ({ id, read: (await reading()).body.data }),
      async () => ({ id, given: await give(ids.slice(0, 2)), codes: ids.slice(0, 2) }),
      async () => ({ id, given: await give(ids.slice(1, 3)), codes: ids.slice(1, 3) }),
      async () => ({ id, given: await give(ids.slice(3)), codes: ids.slice(3) }),
    ];
    return turn % 3 === 0 ? asked.reverse() : asked;
  });
  const answers = await Promise.all(races.map((race) => race()));
  const readOf = new Map<string, Set<string>>();
  let returned = 0;
  for (const answer of answers) {
    if ('read' in answer && answer.read) {
      const shown = (answer.read as Codes).filter(({ code }) => code !== null);
      readOf.set(answer.id, new Set(shown.map((code) => code.id)));
    }
  }
  const givenOf = new Map<string, string[]>();
  for (const answer of answers) {
    if (!('given' in answer) || !answer.given) continue;
    const { status, body } = answer.given;
    if (status === 200) {
      givenOf.set(answer.id, [...(givenOf.get(answer.id) ?? []), ...(answer.codes ?? [])]);
      returned += answer.codes?.length ?? 0;
    } else {
      expect(['code_revealed', 'invalid_state']).toContain(body.code);
    }
  }
  for (const { id, ids } of orders) {
    const given = givenOf.get(id) ?? [];
    expect(new Set(given).size).toBe(given.length);
    for (const code of given) expect(readOf.get(id)?.has(code)).toBe(false);
    const list = await send<OrderCodeList>('GET', `/orders/${id}/codes?masked=true`, { key });
    const gone = list.body.data.filter(({ status }) => status === 'returned');
    expect(gone.map((code) => code.id)).toEqual(ids.filter((each) => given.includes(each)));
  }
  expect(returned).toBeGreaterThan(0);
  expect([...readOf.values()].some((codes) => codes.size > 0)).toBe(true);
  await expectMoneyAndStock(key, returned, ORDERS * EACH - returned, stock);
});

test('claims against returns of the same codes, and the same return many times', async () => {
  const { key } = await shop.buyer({ balance: '10000.00' });
  const orders = await bought(key);
  const stock = await shop.available('PSN-US-50');
  const answers = await Promise.all(
    orders.flatMap(({ id, ids }, turn) => {
      const claim = (codes: string[]) =>
        send<{ code?: string }>('POST', '/claims', {
          key,
          body: { order_id: id, codes, reason: 'invalid', description: 'It does not work.' },
        }).then((answer) => ({ ...answer, id, codes, by: 'claim' }));
      const give = (codes: string[], idempotencyKey?: string) =>
        send<{ code?: string }>('POST', `/orders/${id}/returns`, {
          ...{ key, body: { codes } },
          ...(idempotencyKey && { idempotencyKey }),
        }).then((answer) => ({ ...answer, id, codes, by: 'return' }));
      const asked = [
        () => claim(ids.slice(0, 1)),
        () => give(ids.slice(0, 2)),
        () => give(ids.slice(2), `same-${id}`),
        () => give(ids.slice(2), `same-${id}`),
        () => give(ids.slice(2)),
      ];
      return (turn % 2 === 0 ? asked : asked.reverse()).map((each) => each());
    }),
  );
  let returned = 0;
  for (const { id, ids } of orders) {
    const own = answers.filter((answer) => answer.id === id);
    const [claim] = own.filter(({ by }) => by === 'claim');
    const first = own.filter(({ by, codes }) => by === 'return' && codes.includes(ids[0] ?? ''));
    // Exactly one of the claim and the return of the first code.
    expect([claim?.status, first[0]?.status].sort()).toEqual(
      claim?.status === 201 ? [201, 409] : [200, 409],
    );
    const codes = [claim, first[0]].map((answer) => answer?.body.code).filter(Boolean);
    expect(['code_already_claimed', 'invalid_state']).toContain(codes[0]);
    const last = own.filter(
      ({ by, codes: named }) => by === 'return' && named.includes(ids[2] ?? ''),
    );
    const done = last.filter(({ status }) => status === 200);
    const isReplay = ({ headers }: (typeof own)[number]) => headers.get('idempotent-replayed');
    expect(done.filter((answer) => !isReplay(answer))).toHaveLength(1);
    for (const { status, body } of last) {
      if (status !== 200) expect(body.code).toBe('invalid_state');
    }
    returned += 2 + (first[0]?.status === 200 ? 2 : 0);
  }
  await expectMoneyAndStock(key, returned, ORDERS * EACH - returned, stock);
});

test('returned codes are sold again at the same moment, each once', async () => {
  const { key } = await shop.buyer({ balance: '10000.00' });
  const { key: other } = await shop.buyer({ balance: '10000.00' });
  const orders = await bought(key);
  const stock = await shop.available('PSN-US-50');
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const answers = await Promise.all(
    orders.flatMap(({ id, ids }) => [
      send('POST', `/orders/${id}/returns`, { key, body: { codes: ids } }),
      ...Array.from({ length: 3 }, () => send('POST', '/orders', { key: other, body })),
    ]),
  );
  const returned = answers.filter(({ status }) => status === 200).length * EACH;
  const sold = answers.filter(({ status }) => status === 201).length;
  expect(returned).toBe(ORDERS * EACH);
  expect(await shop.available('PSN-US-50')).toBe(stock + returned - sold);
  const texts = new Set<string>();
  const { body: list } = await shop.call<{ data: Order[] }>('GET', '/orders?limit=100', {
    key: other,
  });
  for (const { id } of list.data) {
    const read = await shop.call<OrderCodeList>('GET', `/orders/${id}/codes`, { key: other });
    for (const { code } of read.body.data) texts.add(code ?? formatId('cod', id));
  }
  expect(texts.size).toBe(sold);
  expect(await shop.verify()).toEqual([]);
});

/** One order of two codes, and who bought it. */
async function one(key: string) {
  const body = { region: 'US', denomination: 50, quantity: 2 };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
  const orderId = parseId('ord', order.id) ?? '';
  const [row] = await shop.rows<{ tenant_id: number }>(
    'SELECT tenant_id FROM orders.orders WHERE order_id = $1',
    [orderId],
  );
  return { id: order.id, orderId, tenantId: row?.tenant_id ?? 0 };
}

test('a return waits for a reading that has not committed, and then finds the codes read', async () => {
  const { key } = await shop.buyer({ balance: '10000.00' });
  const { id, orderId, tenantId } = await one(key);
  const list = await shop.call<OrderCodeList>('GET', `/orders/${id}/codes?masked=true`, { key });
  const codes = list.body.data.map((code) => code.id);
  const answer = await overtake(
    shop,
    (tx) =>
      tx.query('SELECT orders.reveal_many($1, $2, $3, $4, $5, $6, $6)', [
        ...[shop.clock.now(), [tenantId], [orderId], ['key:key_1'], [id], [null]],
      ]),
    () => shop.call('POST', `/orders/${id}/returns`, { key, body: { codes } }),
  );
  expect(answer).toMatchObject({ status: 409, body: { code: 'code_revealed', codes } });
  expect(await shop.verify()).toEqual([]);
});

test.each(['?code=', ''])(
  'a reading (%j) waits for a return that has not committed, and shows none of its codes',
  async (query) => {
    const { key } = await shop.buyer({ balance: '10000.00' });
    const { id, orderId, tenantId } = await one(key);
    const { catalog, vault, database } = shop.app;
    const tenant = await findTenant(database.reads, tenantId);
    const [code] = await codesOf(database.reads, [orderId]);
    const by = { actor: 'key:key_1', at: shop.clock.now() };
    const takeBack = async (tx: Tx) => {
      const order = tenant && (await findOrder(tx, tenant, orderId, catalog.product));
      if (!code || !order) throw new Error('it was bought');
      await lockForReturn(tx, order, by.at);
      const [sealed] = await sealedForResale(tx, [code], id, by);
      if (!sealed) throw new Error('it is in stock');
      const newId = newUuid();
      const place = { lotId: sealed.lotId, productId: sealed.productId };
      const key = await vault.dataKey(tx, sealed.lotId);
      const from = { ...place, codeId: code.codeId };
      const again = vault.reseal(key, from, { ...place, codeId: newId }, sealed.sealed);
      await takeCodesBack(tx, order, [{ codeId: code.codeId, newId, sealed: again }], by);
    };
    const path = `/orders/${id}/codes${query && query + formatId('cod', code?.codeId ?? '')}`;
    const read = await overtake(shop, takeBack, () =>
      shop.call<OrderCodeList>('GET', path, { key }),
    );
    expect(read.body.data[0]).toMatchObject({ code: null, status: 'returned' });
    expect(await shop.verify()).toEqual([]);
  },
);
