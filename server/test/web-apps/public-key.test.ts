/**
 * Guards: the public key that codes are sealed for. Its owner sees its thumbprint, which others can compute; an invalid
 * key is refused with a sentence; its owner is notified of every change.
 */
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import {
  bodyOf,
  codeOf,
  colleague,
  mailTo,
  openShop,
  type Shop,
  signUp,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let owner: Visitor;
let email: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  ({ visitor: owner, email } = await signUp(shop));
});
afterAll(() => shop[Symbol.asyncDispose]());

const put = (key: string | null) => owner.call('PUT', '/public-key', { body: { public_key: key } });

test('a key has its thumbprint as a name, and is replaced and removed; each change is notified', async () => {
  expect((await owner.get('/public-key')).body).toEqual({
    ...{ object: 'public_key', public_key: null, thumbprint: null },
  });
  for (const crv of ['P-256', 'X25519']) {
    const { publicKey } = await generateKeyPair('ECDH-ES', { crv, extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'till-7', note: 'left out' };
    await stepUp(clock, owner);
    const set = await bodyOf(clock, put(JSON.stringify(jwk, null, 2)));
    expect(set.thumbprint).toBe(await calculateJwkThumbprint(jwk));
    const { note: _, ...kept } = jwk;
    expect(JSON.parse(String(set.public_key))).toEqual(kept);
    expect((await owner.get('/public-key')).body).toEqual(set);
    const mail = await mailTo(shop, email);
    expect(mail?.subject).toBe('The codes of your business are now sealed for a new public key.');
    expect(mail?.text).toContain('/portal/settings/public-key');
  }
  await stepUp(clock, owner);
  expect(await bodyOf(clock, put(null))).toMatchObject({ public_key: null, thumbprint: null });
  const mail = await mailTo(shop, email);
  expect(mail?.subject).toBe('The codes of your business are no longer sealed for a public key.');
});

test('an invalid public key is refused with a sentence about it', async () => {
  const { privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  await stepUp(clock, owner);
  const refused = await put(JSON.stringify(await exportJWK(privateKey)));
  expect(refused).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/public_key', detail: expect.stringContaining('private key') }] },
  });
});

test('people who may not change it can still see it', async () => {
  const { visitor: buyer } = await colleague(shop, owner, 'buyer');
  expect((await buyer.get('/public-key')).status).toBe(200);
  expect(await codeOf(buyer.call('PUT', '/public-key', { body: { public_key: null } }))).toBe(
    'role_missing',
  );
});
