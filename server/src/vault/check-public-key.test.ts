import { compactDecrypt, exportJWK, generateKeyPair } from 'jose';
import { expect, test } from 'vitest';
import { Refusal } from '../kit/refusal.ts';
import { checkPublicKey } from './check-public-key.ts';
import { sealFor } from './seal-for.ts';

// Guards: codes are sealed only for a public key that can encrypt, and only its owner can read them.

test.each(['P-256', 'X25519'])('what is sealed for %s opens with its private key', async (crv) => {
  const pair = await generateKeyPair('ECDH-ES', { crv, extractable: true });
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', use: 'enc' };
  const checked = await checkPublicKey(JSON.stringify({ ...jwk, ext: true }));
  expect(JSON.parse(checked)).toEqual(jwk);
  const sealed = await sealFor(checked, { code: 'ABCD-EFGH', serial: null });
  expect(sealed.split('.')).toHaveLength(5);
  const { plaintext, protectedHeader } = await compactDecrypt(sealed, pair.privateKey);
  expect(JSON.parse(Buffer.from(plaintext).toString())).toEqual({
    code: 'ABCD-EFGH',
    serial: null,
  });
  expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'k1' });
});

test('refused, each with a sentence: private keys, other curves and purposes, points off the curve', async () => {
  const pair = await generateKeyPair('ECDH-ES', { extractable: true });
  const p256 = await exportJWK(pair.publicKey);
  const other = await generateKeyPair('ECDH-ES', { crv: 'P-384', extractable: true });
  const zeros = Buffer.alloc(32).toString('base64url');
  const refused: [string, RegExp][] = [
    ['', /not a JSON object/],
    ['[]', /not a JSON object/],
    ['-----BEGIN PUBLIC KEY-----', /not a JSON object/],
    [JSON.stringify(await exportJWK(pair.privateKey)), /private key/],
    [JSON.stringify({ kty: 'oct', k: zeros }), /private key/],
    [JSON.stringify(await exportJWK(other.publicKey)), /neither of the curves/],
    [JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: zeros }), /neither of the curves/],
    [JSON.stringify({ ...p256, alg: 'ECDH-ES+A256KW' }), /another algorithm/],
    [JSON.stringify({ ...p256, use: 'sig' }), /not meant for encryption/],
    [JSON.stringify({ ...p256, y: p256.x }), /not a valid point/],
    [JSON.stringify({ kty: 'EC', crv: 'P-256', x: p256.x }), /not a valid point/],
    [JSON.stringify({ kty: 'OKP', crv: 'X25519', x: zeros }), /not a valid point/],
    [JSON.stringify({ kty: 'OKP', crv: 'X25519', x: 'AAAA' }), /not a valid point/],
  ];
  for (const [text, sentence] of refused) {
    const refusal = await checkPublicKey(text).catch((error: unknown) => error);
    expect(refusal, text).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).details.errors?.[0]?.detail, text).toMatch(sentence);
  }
});
