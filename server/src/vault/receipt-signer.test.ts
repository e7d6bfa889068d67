/** Guards: anybody can verify a signed receipt with the published key, and nothing else verifies. */
import { createSecretKey, randomBytes } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import { expect, test } from 'vitest';
import { receiptSigner } from './receipt-signer.ts';

const signer = () => receiptSigner(createSecretKey(randomBytes(32)));

test('a receipt is verified with the published key alone', async () => {
  const { publicJwk, sign } = await signer();
  expect(publicJwk).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' });
  expect(publicJwk).not.toHaveProperty('d');
  const jws = await sign({ typ: 'reveal', n: 1 });
  const { payload, protectedHeader } = await compactVerify(
    jws,
    await importJWK(publicJwk, 'EdDSA'),
  );
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ typ: 'reveal', n: 1 });
  expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: publicJwk.kid });
});

test('the same seed is the same key', async () => {
  const seed = createSecretKey(Buffer.alloc(32, 7));
  const [first, second] = [await receiptSigner(seed), await receiptSigner(seed)];
  expect(first.publicJwk).toEqual(second.publicJwk);
  expect(await second.verify(await first.sign({ a: 1 }))).toEqual({ a: 1 });
});

test('an altered receipt, one of another key, and an unsigned one do not verify', async () => {
  const [ours, theirs] = [await signer(), await signer()];
  const jws = await ours.sign({ a: 1 });
  const [head = '', , signature = ''] = jws.split('.');
  const forged = Buffer.from('{"a":2}').toString('base64url');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const text of [
    `${head}.${forged}.${signature}`,
    await theirs.sign({ a: 1 }),
    `${none}.${forged}.`,
    '',
    'a.b.c',
  ]) {
    expect(await ours.verify(text)).toBeNull();
  }
});
