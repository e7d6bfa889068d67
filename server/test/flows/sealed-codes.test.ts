/**
 * Guards: a partner that registered a public key gets codes that only the holder of the private key can read, as JSON
 * and as CSV; never both forms, and no code in the clear anywhere in the reply.
 */
import type { Order, OrderCodeList } from '@psnb2b/contract';
import { compactDecrypt, exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop, type TestLot } from '../../testkit/index.ts';

let shop: Shop;
let lot: TestLot;
beforeAll(async () => {
  shop = await openShop();
  lot = await shop.stock({ codes: 12 });
});
afterAll(() => shop[Symbol.asyncDispose]());

test.each(['P-256', 'X25519'])('with a key on %s', async (crv) => {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv, extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'till-7' };
  const { key } = await shop.buyer({ balance: '500.00', publicKey: JSON.stringify(jwk) });
  const body = { region: 'US', denomination: 50, quantity: 3 };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
  const codes = await shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, { key });

  const opened: unknown[] = [];
  for (const { id, sealed, code, serial } of codes.body.data) {
    expect([code, serial]).toEqual([undefined, null]);
    const { plaintext, protectedHeader } = await compactDecrypt(sealed ?? '', privateKey);
    expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'till-7' });
    const inside = JSON.parse(new TextDecoder().decode(plaintext));
    expect(inside.id).toBe(id);
    opened.push(inside.code);
  }
  expect(opened).toHaveLength(3);
  for (const code of opened) expect(lot.codes).toContain(code);

  const csv = await shop.call('GET', `/orders/${order.id}/codes`, {
    key,
    headers: { accept: 'text/csv' },
  });
  const [, ...lines] = csv.text.trimEnd().split('\r\n');
  for (const [index, line] of lines.entries()) {
    const [, inClear, sealed = ''] = line.split(',');
    expect(inClear).toBe('');
    const { plaintext } = await compactDecrypt(sealed, privateKey);
    expect(JSON.parse(new TextDecoder().decode(plaintext)).code).toBe(opened[index]);
  }
  for (const code of opened) expect(codes.text + csv.text).not.toContain(code);
});

test('another private key opens nothing', async () => {
  const [ours, theirs] = await Promise.all([
    generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true }),
    generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true }),
  ]);
  const publicKey = JSON.stringify(await exportJWK(ours.publicKey));
  const { key } = await shop.buyer({ balance: '500.00', publicKey });
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
  const codes = await shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, { key });
  const sealed = codes.body.data[0]?.sealed ?? '';
  await expect(compactDecrypt(sealed, theirs.privateKey)).rejects.toThrow('decryption');
  expect((await compactDecrypt(sealed, ours.privateKey)).plaintext.length).toBeGreaterThan(0);
});

test('a key registered later seals the codes of earlier orders too', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '500.00' });
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
  const read = async () =>
    (await shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, { key })).body.data[0];
  const clear = (await read())?.code;
  const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'X25519', extractable: true });
  await shop.change(partnerId, { publicKey: JSON.stringify(await exportJWK(publicKey)) });
  expect((await read())?.code).toBeUndefined();
  await shop.change(partnerId, { publicKey: null });
  expect((await read())?.code).toBe(clear);
});
