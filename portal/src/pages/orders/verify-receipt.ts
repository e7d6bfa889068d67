import type { RevealReceipt } from '@psnb2b/contract';

/** What a receipt says, and the key that signed it; or why that is not known. */
export type Verified =
  | { readonly is: 'genuine'; readonly key: string; readonly receipt: RevealReceipt }
  | { readonly is: 'false' }
  /** This browser cannot check signatures of this kind, or only on pages that come by https. */
  | { readonly is: 'unable' };

interface Key extends JsonWebKey {
  readonly kid?: string;
}

/**
 * Checks a receipt (compact JWS, RFC 7515, `EdDSA`) against the published keys, in this browser: nothing is asked of the server
 * but the keys.
 */
export async function verifyReceipt(jws: string, keys: readonly Key[]): Promise<Verified> {
  const [head = '', payload = '', signature = ''] = jws.split('.');
  const { kid, alg } = parse<{ kid?: string; alg?: string }>(head);
  const jwk = keys.find((key) => key.kid === kid);
  if (!jwk || kid === undefined || alg !== 'EdDSA') return { is: 'false' };
  const key = await keyOf(jwk);
  if (key === null) return { is: 'unable' };
  const signed = new TextEncoder().encode(`${head}.${payload}`);
  const isTrue = await crypto.subtle.verify('Ed25519', key, bytesOf(signature), signed);
  return isTrue ? { is: 'genuine', key: kid, receipt: parse(payload) } : { is: 'false' };
}

/** The published key; null if this browser cannot use it. */
async function keyOf({ kty, crv, x }: Key): Promise<CryptoKey | null> {
  // Missing on pages that came without https.
  if (!globalThis.crypto?.subtle) return null;
  try {
    const jwk = { kty, crv, x } as JsonWebKey;
    return await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
  } catch {
    return null;
  }
}

/** The same check for a command line with Node.js. */
export function verifyCommand(origin: string, jws: string): string {
  const script = [
    `const [h, p, s] = process.argv[1].split('.')`,
    `const read = (part) => JSON.parse(Buffer.from(part, 'base64url'))`,
    `fetch('${origin}/.well-known/jwks.json').then((reply) => reply.json()).then(({ keys }) => {` +
      ` const jwk = keys.find((key) => key.kid === read(h).kid);` +
      ` const key = crypto.createPublicKey({ key: jwk, format: 'jwk' });` +
      ` const isTrue = crypto.verify(null, Buffer.from(h + '.' + p), key, Buffer.from(s, 'base64url'));` +
      ` console.log(isTrue ? read(p) : 'This receipt is false.') })`,
  ].join('; ');
  return `node -e "const crypto = require('node:crypto'); ${script}" ${jws}`;
}

function parse<Value>(part: string): Value {
  return JSON.parse(new TextDecoder().decode(bytesOf(part))) as Value;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
