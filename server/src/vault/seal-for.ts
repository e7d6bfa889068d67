import { CompactEncrypt, type CryptoKey, importJWK, type JWK } from 'jose';

const KEYS_MAX = 1_000;
const keys = new Map<string, Promise<CryptoKey | Uint8Array>>();

/**
 * Encrypts JSON so that only the owner of a public key can read it: JWE compact (RFC 7516), ECDH-ES, A256GCM, `kid` repeated if
 * the key has one. `publicJwk` is text that `checkPublicKey` accepted.
 */
export async function sealFor(publicJwk: string, payload: unknown): Promise<string> {
  const jwk: JWK = JSON.parse(publicJwk);
  const header = { alg: 'ECDH-ES', enc: 'A256GCM', ...(jwk.kid && { kid: jwk.kid }) };
  return new CompactEncrypt(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader(header)
    .encrypt(await imported(publicJwk, jwk));
}

/** Imported keys are cached, because importing costs as much as sealing. */
function imported(text: string, jwk: JWK): Promise<CryptoKey | Uint8Array> {
  const known = keys.get(text);
  if (known) return known;
  if (keys.size >= KEYS_MAX) keys.clear();
  const key = importJWK({ ...jwk }, 'ECDH-ES');
  keys.set(text, key);
  key.catch(() => keys.delete(text));
  return key;
}
