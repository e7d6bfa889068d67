import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { CompactSign, calculateJwkThumbprint, compactVerify, type JWK } from 'jose';

/** PKCS #8 of an Ed25519 private key up to its 32 bytes (RFC 8410, section 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs statements that others can hold against us: compact JWS (RFC 7515), `EdDSA` (RFC 8037). */
export interface ReceiptSigner {
  /** The public key as a JWK (RFC 7517), `kid` its thumbprint (RFC 7638). */
  readonly publicJwk: JWK & { readonly kid: string };
  sign(payload: object): Promise<string>;
  /** The payload of a JWS that we signed; null for anything else. */
  verify(jws: string): Promise<unknown>;
}

/** `seed`: the 32 bytes of an Ed25519 private key. */
export async function receiptSigner(seed: KeyObject): Promise<ReceiptSigner> {
  const bytes = seed.export();
  const der = Buffer.concat([PKCS8_HEAD, bytes]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  bytes.fill(0);
  der.fill(0);
  const publicKey = createPublicKey(privateKey);
  const jwk = publicKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(jwk);
  return {
    publicJwk: { ...jwk, kid, alg: 'EdDSA', use: 'sig' },
    sign: (payload) =>
      new CompactSign(Buffer.from(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .sign(privateKey),
    verify: async (jws) => {
      try {
        const { payload } = await compactVerify(jws, publicKey, { algorithms: ['EdDSA'] });
        return JSON.parse(new TextDecoder().decode(payload));
      } catch {
        return null;
      }
    },
  };
}
