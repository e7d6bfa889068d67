import { VerificationError } from '../errors.ts';
import { bytesOf, jsonOf } from './base64url.ts';
import type { Jwk } from './sealed-code.ts';

/** What a receipt of a reading says. */
export interface RevealReceipt {
  /** Address of the server that signed it. */
  readonly iss: string;
  /** Unix seconds of signing. */
  readonly iat: number;
  readonly typ: 'reveal';
  readonly order_id: string;
  readonly partner_id: string;
  /** When the codes were read. */
  readonly at: string;
  /** Whether nobody had read codes of the order before. */
  readonly first: boolean;
  readonly reader: string;
  readonly address: string | null;
  readonly request_id: string | null;
  readonly codes: readonly { readonly id: string; readonly fingerprint: string }[];
}

/**
 * Verifies a receipt (`receipt` of a reveal) with the published keys of the shop, and returns what it says. The algorithm is fixed: EdDSA
 * on Ed25519. Throws a `VerificationError`.
 */
export async function verifyReceipt(
  receipt: string,
  publicKeys: readonly Jwk[],
): Promise<RevealReceipt> {
  const parts = receipt.split('.');
  const [head = '', body = '', signature = ''] = parts;
  const header = jsonOf(head);
  const bytes = bytesOf(signature);
  if (parts.length !== 3 || !bytes || header?.alg !== 'EdDSA' || header.crit) {
    throw new VerificationError('malformed', 'The receipt is not a JWS with EdDSA.');
  }
  const jwk = publicKeys.find(({ kid, crv }) => kid === header.kid && crv === 'Ed25519');
  if (jwk === undefined) {
    throw new VerificationError('key', `The shop publishes no key ${String(header.kid)}.`);
  }
  const { kty, crv, x } = jwk;
  const key = await crypto.subtle.importKey(
    'jwk',
    { kty, crv, x } as object,
    { name: 'Ed25519' },
    false,
    ['verify'],
  );
  const signed = new TextEncoder().encode(`${head}.${body}`);
  if (!(await crypto.subtle.verify({ name: 'Ed25519' }, key, bytes, signed))) {
    throw new VerificationError('signature', 'The receipt was altered, or another shop signed it.');
  }
  const payload = jsonOf(body);
  if (payload?.typ !== 'reveal')
    throw new VerificationError('content', 'The receipt is not one of a reading of codes.');
  return payload as unknown as RevealReceipt;
}
