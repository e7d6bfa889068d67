/**
 * Guards: people read, return and prove the codes of an order in the portal exactly as their programs do by API. What was named is
 * read and nothing else; each reading is recorded under the person's name before a code leaves; a code is in no address, list or log.
 */
import type {
  MaskedCode,
  Order,
  OrderCodeList,
  PortalReveal,
  RevealReceipt,
} from '@psnb2b/contract';
import { compactDecrypt, compactVerify, exportJWK, generateKeyPair, importJWK } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeUser } from '../../src/identity/index.ts';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import {
  bodyOf,
  buy,
  colleague,
  file,
  openShop,
  overtake,
  parseId,
  type Shop,
  signUp,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

type Refused = { code?: string; errors?: { pointer: string; code: string; detail: string }[] };
type Listed = OrderCodeList & Refused;
const CSV = { accept: 'text/csv' };

let clock: DrivenClock;
let shop: Shop;
let owner: Visitor;
let buyer: Visitor;
let buyerId: string;
let partnerId: string;
let key: string;
let texts: readonly string[];
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  ({ codes: texts } = await shop.stock({ codes: 80 }));
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '4000.00');
  key = (await shop.key(partnerId)).text;
  buyer = (await colleague(shop, owner, 'buyer')).visitor;
  const { user } = await bodyOf(clock, buyer.get<{ user: { id: string } }>('/me'));
  buyerId = user.id;
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(() => stepUp(clock, buyer));

const read = (order: string, codes?: readonly (string | undefined)[], by = buyer, headers = {}) =>
  by.call<Listed>('POST', `/orders/${order}/codes`, { body: codes ? { codes } : {}, headers });
const giveBack = (order: string, codes: readonly (string | undefined)[], by = buyer) =>
  by.post<Order & Refused>(`/orders/${order}/returns`, { codes });
const masked = async (order: string, by = buyer) =>
  (await by.get<{ data: MaskedCode[] }>(`/orders/${order}/codes`)).body.data;

async function bought(quantity: number) {
  const body = { region: 'US', denomination: 50, quantity };
  const { id } = (await shop.call<Order>('POST', '/orders', { key, body })).body;
  return { id, ids: (await masked(id)).map((code) => code.id) };
}

const readingsOf = (order: string) =>
  shop.rows<{ actor: string; detail: string; address: string }>(
    `SELECT actor, detail, address FROM audit.entries
      WHERE action = 'codes.revealed' AND subject = $1 ORDER BY entry_id`,
    [order],
  );

describe('reading', () => {
  test('one of ten leaves nine that can be returned, here and by API', async () => {
    const { id, ids } = await bought(10);
    const { body } = await read(id, [ids[3]]);
    expect(body.data.map((code) => code.id)).toEqual([ids[3]]);
    expect(texts).toContain(body.data[0]?.code);
    expect((await masked(id)).map(({ read: isRead }) => isRead)).toEqual(
      ids.map((_, index) => index === 3),
    );
    expect((await giveBack(id, [ids[3]])).body.code).toBe('code_revealed');
    expect((await giveBack(id, ids.slice(0, 3))).body.refunded).toBe('141.00');
    const rest = { key, body: { codes: ids.slice(4) } };
    expect((await shop.call<Order>('POST', `/orders/${id}/returns`, rest)).body).toMatchObject({
      refunded: '423.00',
    });
    expect(await readingsOf(id)).toEqual([
      {
        actor: `person:${buyerId}`,
        address: expect.stringMatching(/^198\.51\./),
        detail: expect.stringContaining(`"ids":["${ids[3]}"]`),
      },
    ]);
    expect(await shop.verify()).toEqual([]);
  });

  test('all at once, and as CSV, is what the API shows, and each is recorded', async () => {
    const { id } = await bought(3);
    const { body } = await read(id);
    const csv = await read(id, undefined, buyer, CSV);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(
      csv.text
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(',')[1]),
    ).toEqual(body.data.map(({ code }) => code));
    const byApi = await shop.call<OrderCodeList>('GET', `/orders/${id}/codes`, { key });
    expect(body).toEqual(byApi.body);
    expect((await readingsOf(id)).map(({ actor }) => actor)).toEqual([
      `person:${buyerId}`,
      `person:${buyerId}`,
      expect.stringMatching(/^key:/),
    ]);
  });

  test('is sealed for a partner with a public key', async () => {
    const made = await signUp(shop, 'Sealed');
    const sealedId = parseId('prt', made.partnerId) ?? '';
    const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', {
      crv: 'X25519',
      extractable: true,
    });
    const jwk = JSON.stringify(await exportJWK(publicKey));
    await shop.change(sealedId, { approved: true, publicKey: jwk });
    await shop.deposit(sealedId, '100.00');
    const { order } = await buy(shop, (await shop.key(sealedId)).text, 1);
    await stepUp(clock, made.visitor);
    const { body, text } = await read(order.id, undefined, made.visitor);
    const { plaintext } = await compactDecrypt(body.data[0]?.sealed ?? '', privateKey);
    const { code } = JSON.parse(new TextDecoder().decode(plaintext)) as { code: string };
    expect(texts).toContain(code);
    expect(text).not.toContain(code);
  });

  test('names the codes that are not of this order: of another order, another business, or none', async () => {
    const { id, ids } = await bought(1);
    const other = await bought(1);
    const stranger = await signUp(shop, 'Fremder Handel');
    const strangerId = parseId('prt', stranger.partnerId) ?? '';
    await shop.change(strangerId, { approved: true });
    await shop.deposit(strangerId, '100.00');
    const foreign = await buy(shop, (await shop.key(strangerId)).text, 1);
    const { body } = await read(id, [ids[0], other.ids[0], foreign.codes[0]?.id, 'cod_1', '../x']);
    expect(body).toMatchObject({
      code: 'validation_failed',
      errors: [1, 2, 3, 4].map((index) => ({ pointer: `/codes/${index}`, code: 'unknown_id' })),
    });
    await stepUp(clock, stranger.visitor);
    for (const codes of [undefined, ids]) {
      expect((await read(id, codes, stranger.visitor)).body.code).toBe('not_found');
    }
    expect((await stranger.visitor.get(`/orders/${id}/reveals`)).status).toBe(404);
    expect((await giveBack(id, ids, stranger.visitor)).status).toBe(404);
    expect((await masked(id)).map((code) => code.read)).toEqual([false]);
  });

  test.each([
    ['10,000 ids', Array<string>(10_000).fill('cod_01m84j5stvek8taznva0d678kp'), 413],
    ['501 ids', Array<string>(501).fill('cod_01m84j5stvek8taznva0d678kp'), 422],
    ['no id', [], 422],
    ['an id of 10,000 characters', ['c'.repeat(10_000)], 422],
  ])('of %s is refused', async (_what, codes, status) => {
    const { id } = await bought(1);
    expect((await read(id, codes)).status).toBe(status);
    expect(await readingsOf(id)).toEqual([]);
  });

  test('is for those who buy, after a proof', async () => {
    const { id, ids } = await bought(1);
    for (const role of ['finance', 'developer', 'read_only'] as const) {
      const { visitor } = await colleague(shop, owner, role);
      await stepUp(clock, visitor);
      expect((await read(id, ids, visitor)).body.code).toBe('role_missing');
      expect((await giveBack(id, ids, visitor)).body.code).toBe('role_missing');
    }
    clock.advance(3_600_000);
    expect((await read(id, ids)).body.code).toBe('step_up_required');
    expect((await giveBack(id, ids)).body.code).toBe('step_up_required');
    for (const by of [owner, buyer]) {
      await stepUp(clock, by);
      expect((await read(id, ids, by)).status).toBe(200);
    }
  });

  test.each([
    ['all codes', false],
    ['one code', true],
  ])('of %s gives nothing to a person who loses the role meanwhile', async (_what, named) => {
    const { id, ids } = await bought(2);
    const { visitor: rogue } = await colleague(shop, owner, 'buyer');
    await stepUp(clock, rogue);
    const { user } = (await rogue.get<{ user: { id: string } }>('/me')).body;
    const by = { actor: 'operator:test', at: clock.now() };
    const userId = parseId('usr', user.id) ?? '';
    const refused = await overtake(
      shop,
      (tx) => changeUser(tx, shop.app, { partnerId }, userId, { role: 'read_only' }, by),
      () => read(id, named ? ids.slice(1) : undefined, rogue),
    );
    expect(refused.body.code).toBe('role_missing');
    expect(await readingsOf(id)).toEqual([]);
    expect((await masked(id)).map((code) => code.read)).toEqual([false, false]);
  });

  test('leaves the code in no list, address or log', async () => {
    const { id, ids } = await bought(2);
    const shown = (await read(id, ids)).body.data.map(({ code }) => code ?? '');
    const replies = await Promise.all(
      ['', `/${id}`, `/${id}/codes`, `/${id}/reveals`, `/${id}/claimable`].map((path) =>
        buyer.get(`/orders${path}`),
      ),
    );
    const said = [...replies.map(({ text }) => text), ...shop.nodes[0].logs].join('\n');
    expect(shown.filter((code) => code === '' || said.includes(code))).toEqual([]);
  });
});

test('a return names the code and the reason where it is refused, and shows its window', async () => {
  const { id, ids } = await bought(3);
  await file(shop, key, id, [ids[1]]);
  const [first, second] = await masked(id);
  expect(first).toMatchObject({ returnable_until: expect.any(String), claim_id: null });
  expect(second).toMatchObject({
    returnable_until: null,
    claim_id: expect.stringMatching(/^clm_/),
  });
  expect((await giveBack(id, [ids[0], ids[1]])).body).toMatchObject({
    code: 'code_already_claimed',
    errors: [{ pointer: '/codes/1', detail: expect.stringContaining('clm_') }],
  });
  clock.set(new Date(Date.parse(first?.returnable_until ?? '') + 1));
  await stepUp(clock, buyer);
  expect((await giveBack(id, [ids[0]])).body).toMatchObject({
    code: 'return_window_closed',
    errors: [{ pointer: '/codes/0' }],
  });
  expect((await masked(id))[0]?.returnable_until).toBeNull();
});

test('who read what is listed with a receipt that the published key proves', async () => {
  const { id, ids } = await bought(2);
  await read(id, [ids[1]]);
  await shop.call('GET', `/orders/${id}/codes`, { key });
  const { data } = (await buyer.get<{ data: PortalReveal[] }>(`/orders/${id}/reveals`)).body;
  expect(data.map(({ reader_name, key_id, codes }) => [reader_name, key_id, codes])).toEqual([
    [expect.stringMatching(/^psnb2b_live_/), expect.stringMatching(/^key_/), 2],
    ['A buyer', null, 1],
  ]);
  const jwks = await fetch(`${shop.url}/.well-known/jwks.json`);
  const { keys } = (await jwks.json()) as { keys: Parameters<typeof importJWK>[0][] };
  const { payload } = await compactVerify(
    data[1]?.receipt ?? '',
    await importJWK(keys[0] ?? {}, 'EdDSA'),
  );
  const receipt = JSON.parse(new TextDecoder().decode(payload)) as RevealReceipt;
  expect(receipt.codes.map((code) => code.id)).toEqual([ids[1]]);
  expect(receipt.reader).toBe(`person:${buyerId}`);
});
