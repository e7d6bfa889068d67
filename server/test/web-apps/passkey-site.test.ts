/**
 * Guards: passkeys are for the site that PUBLIC_URL names, whatever a request claims; an answer with an attestation is
 * refused before any of it is verified.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { webAppHeader } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteOf } from '../../src/identity/passkeys.ts';
import { codeOf, openShop, rawRequest, type Shop, signUp } from '../../testkit/index.ts';

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

describe('a request whose headers agree is redirected', () => {
  const hosts = ['localhost', '127.0.0.1', '[::1]', 'evil.example'];
  const calls = [
    ['/passkeys/options', ''],
    ['/passkeys', JSON.stringify({ name: 'A key', flow: 'A'.repeat(43), response: {} })],
    ['/passkey-options', ''],
  ] as const;
  let cookie = '';
  beforeAll(async () => {
    const { visitor } = await signUp(shop);
    cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  });

  test.each(hosts.flatMap((host) => calls.map(([path, body]) => ({ host, path, body }))))(
    'sent to $host for $path',
    async ({ host, path, body }) => {
      const called = `${host}:${new URL(shop.url).port}`;
      const lines = [
        ...[`POST /portal/api${path} HTTP/1.1`, `Host: ${called}`, `Origin: http://${called}`],
        ...[`Cookie: ${cookie}`, `${webAppHeader}: portal`, 'Sec-Fetch-Site: same-origin'],
        ...(body === '' ? [] : ['Content-Type: application/json']),
        `Content-Length: ${body.length}`,
      ];
      const bytes = `${lines.join('\r\n')}\r\n\r\n${body}`;
      const [answer] = await rawRequest(shop.url, bytes, { methods: ['POST'] });
      expect(answer).toMatchObject({ status: 409, body: { current_status: 'other_address' } });
      expect(answer?.text).toContain('http://codes.example:8080');
      expect(answer?.text).not.toContain('challenge');
    },
  );
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

test('an address without a host name has no site', () => {
  expect(() => siteOf(new URL('http://192.0.2.7'))).toThrow(/PUBLIC_URL/);
});

/** CBOR (RFC 8949), as far as an authenticator needs it: short texts, byte strings, maps of few members. */
const cbor = {
  text: (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]),
  bytes: (value: Buffer) => Buffer.concat([Buffer.from([0x58, value.length]), value]),
  map: (...members: Buffer[]) =>
    Buffer.concat([Buffer.from([0xa0 + members.length / 2]), ...members]),
};
const byte = (value: number) => Buffer.from([value]);
const sha256 = (value: Buffer | string) => createHash('sha256').update(value).digest();

/** A new ES256 credential for our site, with its user verified; `packed` attests itself (WebAuthn, 8.2). */
function credential(clientDataJSON: Buffer, fmt: 'none' | 'packed') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const part = (text: string | undefined) => cbor.bytes(Buffer.from(text ?? '', 'base64url'));
  // COSE (RFC 9053): key type EC2, algorithm ES256, curve P-256, x and y.
  const key = cbor.map(
    ...[byte(0x01), byte(0x02), byte(0x03), byte(0x26), byte(0x20), byte(0x01)],
    ...[byte(0x21), part(x), byte(0x22), part(y)],
  );
  const id = sha256(key).subarray(0, 16);
  const authData = Buffer.concat([
    ...[sha256('codes.example'), byte(0x45), Buffer.alloc(4), Buffer.alloc(16)],
    ...[Buffer.from([0, id.length]), id, key],
  ]);
  const signature = sign('sha256', Buffer.concat([authData, sha256(clientDataJSON)]), privateKey);
  const statement =
    fmt === 'none'
      ? cbor.map()
      : cbor.map(cbor.text('alg'), byte(0x26), cbor.text('sig'), cbor.bytes(signature));
  const attestation = cbor.map(
    ...[cbor.text('fmt'), cbor.text(fmt), cbor.text('attStmt'), statement],
    ...[cbor.text('authData'), cbor.bytes(authData)],
  );
  return {
    ...{ id: id.toString('base64url'), rawId: id.toString('base64url') },
    ...{ type: 'public-key', clientExtensionResults: {} },
    response: {
      clientDataJSON: clientDataJSON.toString('base64url'),
      attestationObject: attestation.toString('base64url'),
    },
  };
}

test.each([
  ['none', 201],
  ['packed', 403],
] as const)('a complete credential of the format %s is answered with %i', async (fmt, status) => {
  const { visitor } = await signUp(shop);
  const headers = { origin: 'http://codes.example:8080' };
  const { body } = await visitor.call<Options>('POST', '/passkeys/options', { headers });
  const client = { type: 'webauthn.create', challenge: body.options.challenge, ...headers };
  const response = credential(Buffer.from(JSON.stringify(client)), fmt);
  const asked = { name: 'A key', flow: body.flow, response };
  const answer = await visitor.call('POST', '/passkeys', { body: asked, headers });
  expect(answer.status, answer.text).toBe(status);
});

describe('an answer with an attestation', () => {
  /** CBOR (RFC 8949) of `{fmt, attStmt: {}, authData: …}`, without the certificate. */
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
