/**
 * Guards: a sealed code is opened with the right private key on either curve, as the server's own library seals it; and what is
 * altered, swapped or sealed for another key is refused.
 */
import { inspect } from 'node:util';
import { CompactEncrypt, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { openSealedCode } from './sealed-code.ts';

const INSIDE = { id: 'cod_1', code: 'ABCD-EFGH-JKLM', serial: '77', later: true };

async function keyPair(crv: string, kid: string): Promise<{ open: JWK; own: JWK }> {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv, extractable: true });
  const [open, own] = await Promise.all([exportJWK(publicKey), exportJWK(privateKey)]);
  return { open: { ...open, kid }, own: { ...own, kid } };
}

async function sealed(to: JWK, inside: object = INSIDE, header: object = {}): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(inside));
  return new CompactEncrypt(text)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: to.kid ?? '', ...header })
    .encrypt(await importJWK(to, 'ECDH-ES'));
}

let p256: { open: JWK; own: JWK };
let x25519: { open: JWK; own: JWK };
beforeAll(async () => {
  p256 = await keyPair('P-256', 'till-7');
  x25519 = await keyPair('X25519', 'till-8');
});

test('opens what was sealed on both curves, with the key that the kid names', async () => {
  const other = await keyPair('P-256', 'till-9');
  for (const { open, own } of [p256, x25519]) {
    const item = { id: 'cod_1', sealed: await sealed(open) };
    const opened = { code: 'ABCD-EFGH-JKLM', serial: '77' };
    expect(await openSealedCode(item, own)).toEqual(opened);
    expect(await openSealedCode(item, [other.own, x25519.own, p256.own])).toEqual(opened);
    const { kid: _, ...nameless } = own;
    expect(await openSealedCode(item, [nameless])).toEqual(opened);
  }
});

test('uses what the parties are called, if the header says so', async () => {
  const text = new TextEncoder().encode(JSON.stringify(INSIDE));
  const jwe = await new CompactEncrypt(text)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'till-7' })
    .setKeyManagementParameters({ apu: new Uint8Array([1, 2]), apv: new Uint8Array([3]) })
    .encrypt(await importJWK(p256.open, 'ECDH-ES'));
  expect((await openSealedCode({ id: 'cod_1', sealed: jwe }, p256.own)).code).toBe(INSIDE.code);
});

test.each(['ABCD-EFGH-JKLM', '{"id":"cod_1","code":"ABCD-EFGH-JKLM"', 'null', '"ABCD-EFGH-JKLM"'])(
  'what was sealed as %s is refused, and its text is in no error',
  async (inside) => {
    const jwe = await new CompactEncrypt(new TextEncoder().encode(inside))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'till-7' })
      .encrypt(await importJWK(p256.open, 'ECDH-ES'));
    const error = await openSealedCode({ id: 'cod_1', sealed: jwe }, p256.own).catch(
      (each) => each,
    );
    expect(error).toMatchObject({ name: 'VerificationError', reason: 'content' });
    expect(error.cause).toBeUndefined();
    expect(inspect(error)).not.toMatch(/ABCD|EFGH|JKLM/);
  },
);

test('refuses a code of another id, another key, and what is not one', async () => {
  const item = { id: 'cod_1', sealed: await sealed(p256.open) };
  const reason = (change: object, key: JWK = p256.own) =>
    openSealedCode({ ...item, ...change }, key).then(
      () => 'opened',
      (error) => error.reason,
    );
  expect(await reason({ id: 'cod_2' })).toBe('content');
  expect(await reason({}, x25519.own)).toBe('key');
  const { open: _, own } = await keyPair('P-256', 'till-7');
  expect(await reason({}, own)).toBe('signature');
  expect(await reason({}, { ...p256.open })).toBe('key');
  const [head, , iv, text, tag] = item.sealed.split('.');
  // The first character: the last one may hold bits that mean nothing.
  const flipped = `${text?.startsWith('A') ? 'B' : 'A'}${text?.slice(1)}`;
  expect(await reason({ sealed: [head, '', iv, `${flipped}`, tag].join('.') })).toBe('signature');
  expect(await reason({ sealed: [head, '', iv, text, tag?.slice(0, 10)].join('.') })).toBe(
    'malformed',
  );
  expect(await reason({ sealed: 'a.b.c' })).toBe('malformed');
  expect(await reason({ sealed: await sealed(p256.open, { id: 'cod_1' }) })).toBe('content');
  const weak = await sealed(p256.open, INSIDE, { enc: 'A128GCM' });
  expect(await reason({ sealed: weak })).toBe('malformed');
});
