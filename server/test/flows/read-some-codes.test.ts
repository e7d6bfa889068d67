/**
 * Guards: what was read is known code by code. Reading some codes of an order reads exactly these, with an audit row and a receipt
 * over exactly these; a masked list reads none. Whatever depends on a reading follows it per code.
 */
import type { Order, OrderCodeList, Reveal, RevealReceipt } from '@psnb2b/contract';
import {
  compactDecrypt,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseId } from '../../src/kit/ids.ts';
import { decide, file, openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let key: string;
let texts: readonly string[];
beforeAll(async () => {
  shop = await openShop();
  ({ codes: texts } = await shop.stock({ codes: 60 }));
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  ({ key } = await shop.buyer({ balance: '500.00' }));
});

type Codes = OrderCodeList['data'];
const get = (order: string, query = '', headers = {}, as = key) =>
  shop.call<OrderCodeList & { code?: string; errors?: { pointer: string; code: string }[] }>(
    'GET',
    `/orders/${order}/codes${query}`,
    { key: as, headers },
  );
const codesOf = async (order: string, query = ''): Promise<Codes> =>
  (await get(order, query)).body.data;
/** As the whole list shows it, without what only a masked list says. */
const asShown = ({ returnable_until: _, ...code }: Codes[number]) => code;
const hidden = (code: Codes[number]) => ({ ...code, code: null, serial: null });
const only = (...ids: (string | undefined)[]) => `?${ids.map((id) => `code=${id}`).join('&')}`;

async function bought(quantity = 3, as = key): Promise<{ id: string; ids: string[] }> {
  const body = { region: 'US', denomination: 50, quantity };
  const { id } = (await shop.call<Order>('POST', '/orders', { key: as, body })).body;
  return { id, ids: (await get(id, '?masked=true', {}, as)).body.data.map((code) => code.id) };
}

async function knownOf(order: string): Promise<boolean[]> {
  const rows = await shop.rows<{ known: boolean }>(
    'SELECT known FROM orders.codes_of(ARRAY[$1::uuid])',
    [parseId('ord', order)],
  );
  return rows.map(({ known }) => known);
}

async function receiptsOf(order: string): Promise<(Reveal & { named: string[] })[]> {
  const { body } = await shop.call<{ data: Reveal[] }>('GET', `/orders/${order}/reveals`, { key });
  const { keys } = (await (await fetch(`${shop.url}/.well-known/jwks.json`)).json()) as {
    keys: JWK[];
  };
  return Promise.all(
    body.data.map(async (reveal) => {
      const { payload } = await compactVerify(
        reveal.receipt,
        await importJWK(keys[0] ?? {}, 'EdDSA'),
      );
      const receipt = JSON.parse(new TextDecoder().decode(payload)) as RevealReceipt;
      return { ...reveal, named: receipt.codes.map((code) => code.id) };
    }),
  );
}

describe('a masked list', () => {
  test('has every code and shows none, in JSON and in CSV, and nothing counts as read', async () => {
    const { id, ids } = await bought();
    const listed = await get(id, '?masked=true');
    expect(listed.headers.get('cache-control')).toBe('no-store');
    for (const code of listed.body.data) {
      expect(code).toMatchObject({ code: null, serial: null, status: 'delivered', replaces: null });
    }
    const csv = await get(id, '?masked=true', { accept: 'text/csv' });
    expect(csv.text.split('\r\n').slice(1, -1)).toEqual(
      ids.map((each) => `${each},,,,US,50,USD,,delivered,`),
    );
    expect(await receiptsOf(id)).toEqual([]);
    expect(await knownOf(id)).toEqual([false, false, false]);
    for (const text of texts) expect(listed.text + csv.text).not.toContain(text);
    const full = await codesOf(id);
    expect(full.map(hidden)).toEqual(listed.body.data.map(asShown));
    expect(listed.body.data.every((code) => code.returnable_until)).toBe(true);
    const afterwards = await codesOf(id, '?masked=true');
    expect(afterwards).toEqual(
      listed.body.data.map((code) => ({ ...code, returnable_until: null })),
    );
  });

  test('says how each code stands after claims', async () => {
    const { id, ids } = await bought();
    for (const [index, how] of (['refunded', 'replaced'] as const).entries()) {
      const { body } = await file(shop, key, id, [ids[index]]);
      await decide(shop, body.id, how, `staff:${index}`);
    }
    const masked = await codesOf(id, '?masked=true');
    const full = await codesOf(id);
    expect(masked.map(({ status }) => status)).toEqual([
      ...['refunded', 'replaced', 'delivered', 'delivered'],
    ]);
    expect(masked.map(asShown)).toEqual(full.map(hidden));
    expect(await shop.verify()).toEqual([]);
  });

  test('is refused together with single codes, and for an order without codes', async () => {
    const { id, ids } = await bought();
    expect(await get(id, `${only(ids[0])}&masked=true`)).toMatchObject({
      status: 422,
      body: { code: 'validation_failed', errors: [{ pointer: '/masked' }] },
    });
    const hold = { region: 'US', denomination: 50, quantity: 1, payment: 'hold' };
    const held = await shop.call<Order>('POST', '/orders', { key, body: hold });
    expect((await get(held.body.id, '?masked=true')).body.code).toBe('order_not_delivered');
    const { key: stranger } = await shop.buyer({ balance: '1.00' });
    expect((await get(id, '?masked=true', {}, stranger)).status).toBe(404);
    expect((await get(id, only(ids[0]), {}, stranger)).status).toBe(404);
  });
});

describe('reading some codes', () => {
  test('reads these alone, in the order of the list, each named once', async () => {
    const { id, ids } = await bought(4);
    const read = await codesOf(id, only(ids[2], ids[0], ids[2]));
    expect(read.map((code) => code.id)).toEqual([ids[0], ids[2]]);
    for (const { code } of read) expect(texts).toContain(code);
    expect(await knownOf(id)).toEqual([true, false, true, false]);
    expect(await receiptsOf(id)).toMatchObject([
      { codes: 2, first: true, named: [ids[0], ids[2]] },
    ]);
    const full = await codesOf(id);
    expect([full[0], full[2]]).toEqual(read);
    await codesOf(id, only(ids[1]));
    expect((await receiptsOf(id)).map(({ codes, first, named }) => [codes, first, named])).toEqual([
      [1, false, [ids[1]]],
      [4, false, ids],
      [2, true, [ids[0], ids[2]]],
    ]);
    expect(await shop.verify()).toEqual([]);
  });

  test('of an order with a public key sends them sealed, and that counts as read', async () => {
    const pair = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
    const jwk = JSON.stringify(await exportJWK(pair.publicKey));
    const { key: sealing } = await shop.buyer({ balance: '500.00', publicKey: jwk });
    const { id, ids } = await bought(2, sealing);
    const { body } = await get(id, only(ids[1]), {}, sealing);
    const { plaintext } = await compactDecrypt(body.data[0]?.sealed ?? '', pair.privateKey);
    expect(texts.some((text) => new TextDecoder().decode(plaintext).includes(text))).toBe(true);
    expect(body.data[0]).not.toHaveProperty('code');
    expect(await knownOf(id)).toEqual([false, true]);
  });

  test.each(['a code of another order', 'nonsense', ''])(
    'refuses %j and reads none',
    async (bad) => {
      const [{ id, ids }, other] = [await bought(), await bought(1)];
      const asked = bad.startsWith('a code') ? other.ids[0] : bad;
      const refused = await get(id, only(ids[0], asked));
      expect(refused).toMatchObject({
        status: 422,
        body: { code: 'validation_failed', errors: [{ pointer: '/code/1', code: 'unknown_id' }] },
      });
      const head = await shop.call('HEAD', `/orders/${id}/codes${only(ids[0], asked)}`, { key });
      expect(head.status).toBe(422);
      expect(await knownOf(id)).toEqual([false, false, false]);
      expect(await receiptsOf(id)).toEqual([]);
    },
  );

  test('HEAD reads nothing', async () => {
    const { id, ids } = await bought();
    expect((await shop.call('HEAD', `/orders/${id}/codes${only(ids[0])}`, { key })).status).toBe(
      200,
    );
    expect(await knownOf(id)).toEqual([false, false, false]);
  });

  test('leaves the others to be withdrawn: what was read stays visible, what was not is never shown', async () => {
    const { id, ids } = await bought();
    const [read] = await codesOf(id, only(ids[0]));
    const filed = await file(shop, key, id, [ids[0], ids[1]]);
    await decide(shop, filed.body.id, 'refunded', 'staff:carl');
    const after = await codesOf(id);
    expect(after.map(({ code, status }) => [code !== null, status])).toEqual([
      [true, 'refunded'],
      [false, 'refunded'],
      [true, 'delivered'],
    ]);
    expect(after[0]?.code).toBe(read?.code);
    const again = await codesOf(id, only(ids[1]));
    expect(again).toMatchObject([{ id: ids[1], code: null, status: 'refunded' }]);
    expect((await receiptsOf(id)).map(({ codes }) => codes)).toEqual([0, 2, 1]);
    expect(await shop.verify()).toEqual([]);
  });

  test('reads a replacement alone as well', async () => {
    const { id, ids } = await bought(1);
    const filed = await file(shop, key, id, [ids[0]]);
    await decide(shop, filed.body.id, 'replaced', 'staff:dora');
    const [, replacement] = await codesOf(id, '?masked=true');
    const [read] = await codesOf(id, only(replacement?.id));
    expect(read && hidden(read)).toEqual(replacement && asShown(replacement));
    expect(texts).toContain(read?.code);
    expect(await knownOf(id)).toEqual([false, true]);
    expect(await shop.verify()).toEqual([]);
  });

  test('verify finds a reading that the order does not know, and one that the audit does not', async () => {
    const { id, ids } = await bought();
    await codesOf(id, only(ids[0]));
    const change = (text: string) => shop.rows(text, [parseId('cod', ids[0] ?? '')]);
    const [row] = await shop.rows<Record<string, unknown>>(
      'SELECT * FROM orders.known_codes WHERE code_id = $1',
      [parseId('cod', ids[0] ?? '')],
    );
    await change('UPDATE orders.known_codes SET read_at = NULL WHERE code_id = $1');
    await codesOf(id, only(ids[1]));
    await change('DELETE FROM orders.known_codes WHERE code_id = $1');
    expect((await shop.verify()).map((each) => JSON.stringify(each)).join()).toContain('O4b');
    await shop.rows(
      `INSERT INTO orders.known_codes (code_id, order_id, known_at, read_at) VALUES ($1, $2, $3, $4)`,
      [row?.code_id, row?.order_id, row?.known_at, row?.read_at],
    );
    expect(await shop.verify()).toEqual([]);
    await shop.rows(
      `INSERT INTO orders.known_codes (code_id, order_id, known_at, read_at) VALUES ($1, $2, $3, $3)`,
      [parseId('cod', ids[2] ?? ''), row?.order_id, row?.known_at],
    );
    expect((await shop.verify()).map((each) => JSON.stringify(each)).join()).toContain('O4b');
    await shop.rows('DELETE FROM orders.known_codes WHERE code_id = $1', [
      parseId('cod', ids[2] ?? ''),
    ]);
  });
});
