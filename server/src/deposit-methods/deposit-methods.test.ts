/**
 * Guards: one address is one partner's for ever, however many ask at once; the staff are notified once of a list that is
 * used up; and no single person decides where partners pay to.
 */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { base58check, openShop, type Shop } from '../../testkit/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { tenantOf } from '../partners/index.ts';
import {
  addBankTransfer,
  addDigitalAsset,
  archiveDepositMethod,
  confirmDepositMethod,
  creditorReferenceOf,
  importAddresses,
  listDepositMethods,
  readCreditorReference,
  setDepositMethod,
  takeAddress,
} from './index.ts';

const at = new Date('2026-03-01T12:00:00Z');
const ann = { actor: 'staff:usr_01m84f9wa0ep894fyg5a2ba3x1', at };
const bo = { actor: 'staff:usr_01m84f9wa0ep894fyg5a2ba3x2', at };
const operator = { actor: 'operator:command-line', at };
const account = {
  holder: 'Codes Ltd',
  iban: 'DE89 3704 0044 0532 0130 00',
  bic: 'cobadeff',
  bank: 'Example Bank',
  currency: 'EUR',
  usualTime: '1 working day',
};

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ nodes: 2 });
});
afterAll(() => shop[Symbol.asyncDispose]());

const act = <Value>(work: (tx: Tx) => Promise<Value>, node = 0) =>
  (shop.nodes[node] ?? shop.nodes[0]).app.database.transaction(work);
const told = async (kind: string) =>
  (await shop.rows(`SELECT 1 FROM audit.entries WHERE action = '${kind}'`)).length;
const tenants = async (count: number) => {
  const ids: number[] = [];
  for (let n = 0; n < count; n += 1) {
    ids.push((await tenantOf(shop.app.database.reads, await shop.partner(), 'live')).tenantId);
  }
  return ids;
};
const ofNetwork = async (network: string) =>
  (await listDepositMethods(shop.app.database.reads)).find((each) => each.network === network);

test('an account has valid check digits, is there once, and is seen once a second person confirmed it', async () => {
  const add = (iban: string) =>
    act((tx) => addBankTransfer(tx, shop.app, { ...account, iban }, ann));
  await expect(add('DE89 3704 0044 0532 0130 01')).rejects.toMatchObject({
    details: { errors: [expect.objectContaining({ pointer: '/iban' })] },
  });
  const { methodId, iban, bic, confirmedAt } = await add(account.iban);
  expect([iban, bic, confirmedAt]).toEqual(['DE89370400440532013000', 'COBADEFF', null]);
  await expect(add(account.iban)).rejects.toMatchObject({
    details: { errors: [expect.objectContaining({ pointer: '/iban', code: 'taken' })] },
  });
  const confirm = (by: typeof ann) =>
    act((tx) => confirmDepositMethod(tx, shop.app, methodId, { addresses: 0 }, by));
  await expect(confirm(ann)).rejects.toMatchObject({ code: 'invalid_state' });
  expect(await confirm(bo)).toMatchObject({ confirmedBy: bo.actor });
  await expect(confirm(bo)).rejects.toMatchObject({ code: 'invalid_state' });
  for (const _ of [1, 2])
    await act((tx) => archiveDepositMethod(tx, shop.app, methodId, true, ann));
  expect(await told('deposit_method.archived')).toBe(1);
  await expect(add(account.iban)).rejects.toMatchObject({
    details: { errors: [{ detail: expect.stringContaining('archived: restore it') }] },
  });
  const set = act((tx) => setDepositMethod(tx, methodId, { confirmations: 2 }, ann));
  await expect(set).rejects.toMatchObject({ code: 'validation_failed' });
});

test('a creditor reference is given once, is valid, and is nobody else’s', async () => {
  const [one = 0, other = 0] = await tenants(2);
  const refs = await Promise.all(
    [one, one, one, other].map((tenantId, turn) =>
      creditorReferenceOf((shop.nodes[turn % 2] ?? shop.nodes[0]).app.database, tenantId, at),
    ),
  );
  expect(new Set(refs.slice(0, 3)).size).toBe(1);
  expect(new Set(refs).size).toBe(2);
  for (const each of refs) expect(readCreditorReference(each)).toBe(each);
});

test('addresses are given in their order, one to each partner, until none is left', async () => {
  const tron = { asset: 'USDT', network: 'tron', confirmations: 20, usualTime: '1 hour' } as const;
  const { methodId } = await act((tx) => addDigitalAsset(tx, shop.app, tron, operator));
  const list = Array.from({ length: 3 }, (_, n) => base58check(0x41, n));
  const bring = (addresses: readonly string[], by = ann) =>
    act((tx) => importAddresses(tx, shop.app, methodId, addresses, by));
  const take = (tenantId: number, node = 0) =>
    act((tx) => takeAddress(tx, shop.app, tenantId, methodId, at), node);
  const [one = 0, two = 0, three = 0, four = 0] = await tenants(4);
  const wrong = ['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u', list[0] ?? '', list[0] ?? ''];
  await expect(bring(wrong)).rejects.toMatchObject({
    details: {
      errors: [
        { pointer: '/addresses/0', code: 'pattern', detail: expect.not.stringContaining('TR7N') },
        { pointer: '/addresses/2', code: 'unique_items', detail: 'Line 3 is there twice.' },
      ],
    },
  });
  await bring(list);
  await expect(bring(list.slice(2))).rejects.toThrow();
  expect(await take(one)).toBeNull();
  const confirm = (addresses: number, by: typeof ann) =>
    act((tx) => confirmDepositMethod(tx, shop.app, methodId, { addresses }, by));
  await expect(confirm(0, ann)).rejects.toMatchObject({ code: 'invalid_state' });
  await expect(confirm(2, bo)).rejects.toMatchObject({ code: 'invalid_state' });
  await confirm(3, bo);
  const asked = [one, two, one, three, two, three, one, three];
  const taken = await Promise.all(asked.map((tenantId, turn) => take(tenantId, turn % 2)));
  expect(new Set(taken)).toEqual(new Set(list));
  for (const [turn, tenantId] of asked.entries()) expect(await take(tenantId)).toBe(taken[turn]);
  for (const _ of [1, 2]) expect(await take(four)).toBeNull();
  expect((await ofNetwork('tron'))?.addresses).toEqual({ left: 0, given: 3, waiting: 0 });
  await bring([base58check(0x41, 3)], operator);
  expect(await take(four)).toBe(base58check(0x41, 3));
  const given = `UPDATE deposit_methods.addresses SET tenant_id = ${one}`;
  await expect(shop.rows(given)).rejects.toThrow(/for ever/);
});

test('an address that is listed for one network is listed for no other', async () => {
  const address = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
  const add = async (network: 'ethereum' | 'polygon') => {
    const terms = { asset: 'USDT', network, confirmations: 12, usualTime: '1 hour' } as const;
    const { methodId } = await act((tx) => addDigitalAsset(tx, shop.app, terms, operator));
    return act((tx) => importAddresses(tx, shop.app, methodId, [address], operator));
  };
  await add('ethereum');
  await expect(add('polygon')).rejects.toMatchObject({
    details: {
      errors: [{ pointer: '/addresses/0', code: 'taken', detail: 'Line 1 is listed already.' }],
    },
  });
});

test('a method that nobody confirmed gives no address, and an unknown one is unknown', async () => {
  const terms = {
    asset: 'BTC',
    network: 'bitcoin',
    confirmations: 2,
    usualTime: '1 hour',
  } as const;
  const { methodId } = await act((tx) => addDigitalAsset(tx, shop.app, terms, ann));
  const [tenantId = 0] = await tenants(1);
  const take = (id: string) => act((tx) => takeAddress(tx, shop.app, tenantId, id, at));
  await expect(take(methodId)).rejects.toMatchObject({ code: 'invalid_state' });
  await expect(take(newUuid())).rejects.toMatchObject({ code: 'not_found' });
  const over = { ...terms, network: 'tron' } as const;
  await expect(act((tx) => addDigitalAsset(tx, shop.app, over, ann))).rejects.toThrow();
});
