/**
 * Guards: passkeys are for the site that PUBLIC_URL names, whatever a request claims; an answer with an
 * attestation is refused before anything of it is verified.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteOf } from '../../src/identity/passkeys.ts';
import { codeOf, openShop, type Shop, signUp } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ env: { PUBLIC_URL: 'http://codes.example:8080' } });
});
afterAll(() => shop[Symbol.asyncDispose]());

interface Options {
  readonly flow: string;
  readonly options: { readonly rp: { readonly id: string }; readonly challenge: string };
}

test.each([
  ['names another origin', { origin: 'http://evil.example', host: 'evil.example' }, 403],
  ['names the host it called as its origin', {}, 409],
])('a page that %s gets no options', async (_what, headers, status) => {
  const { visitor } = await signUp(shop);
  const answer = await visitor.call('POST', '/passkeys/options', { headers });
  expect(answer.status).toBe(status);
  expect(answer.text).not.toContain('challenge');
});

test('options are for the public address, whatever host was called', async () => {
  const { visitor } = await signUp(shop);
  const headers = { origin: 'http://codes.example:8080' };
  const { body } = await visitor.call<Options>('POST', '/passkeys/options', { headers });
  expect(body.options.rp.id).toBe('codes.example');
});

test.each([
  ['https://codes.example', 'codes.example', 'https://codes.example'],
  ['http://127.0.0.1:8080', 'localhost', 'http://localhost:8080'],
  ['http://[::1]:8080', 'localhost', 'http://localhost:8080'],
])('%s is the site %s', (address, rpId, origin) => {
  expect(siteOf(new URL(address))).toEqual({ rpId, origin });
});

test('an address that is no name has no site', () => {
  expect(() => siteOf(new URL('http://192.0.2.7'))).toThrow(/PUBLIC_URL/);
});

describe('an answer with an attestation', () => {
  /** CBOR (RFC 8949) of `{fmt, attStmt: {}, authData: …}`, the certificate left out. */
  const attested = (fmt: string) => {
    const text = (value: string) =>
      Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
    const bytes = Buffer.concat([
      Buffer.from([0xa3]),
      ...[text('fmt'), text(fmt), text('attStmt'), Buffer.from([0xa0])],
      ...[text('authData'), Buffer.from([0x58, 37]), Buffer.alloc(37)],
    ]);
    return bytes.toString('base64url');
  };

  test.each(['packed', 'tpm', 'android-key', 'fido-u2f', 'apple', 'android-safetynet'])(
    'of the format %s is refused',
    async (fmt) => {
      const { visitor } = await signUp(shop);
      const headers = { origin: 'http://codes.example:8080' };
      const { body } = await visitor.call<Options>('POST', '/passkeys/options', { headers });
      const client = { type: 'webauthn.create', challenge: body.options.challenge };
      const clientDataJSON = Buffer.from(
        JSON.stringify({ ...client, origin: 'http://codes.example:8080' }),
      ).toString('base64url');
      const response = {
        ...{ id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON, attestationObject: attested(fmt) },
      };
      const asked = { name: 'A key', flow: body.flow, response };
      expect(await codeOf(visitor.call('POST', '/passkeys', { body: asked, headers }))).toBe(
        'proof_refused',
      );
    },
  );
});
