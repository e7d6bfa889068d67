import { type FieldError, invalid } from '../kit/refusal.ts';
import { sealFor } from './seal-for.ts';

const MEMBERS = ['kty', 'crv', 'x', 'y', 'kid', 'alg', 'use'];

/**
 * Checks the public key that a partner's codes are to be sealed for: a JWK (RFC 7517) for ECDH-ES on P-256 or X25519. Returns it
 * as canonical JSON of the relevant members. Refuses a private key, another curve, or an invalid point, each with a sentence.
 */
export async function checkPublicKey(text: string): Promise<string> {
  const jwk = parseObject(text);
  if (!jwk) throw refuse('format', 'is not a JSON object; send one public JWK.');
  if ('d' in jwk || 'k' in jwk || 'p' in jwk) {
    throw refuse(
      'unknown_member',
      'contains a private key; keep it secret, and send only the public half.',
    );
  }
  const curve = `${jwk.kty} ${jwk.crv}`;
  if (curve !== 'EC P-256' && curve !== 'OKP X25519') {
    throw refuse('enum', 'is on neither of the curves P-256 (kty EC) and X25519 (kty OKP).');
  }
  if (jwk.alg !== undefined && jwk.alg !== 'ECDH-ES') {
    throw refuse('enum', 'is meant for another algorithm than ECDH-ES.');
  }
  if (jwk.use !== undefined && jwk.use !== 'enc') {
    throw refuse('enum', 'is not meant for encryption.');
  }
  const kept = MEMBERS.filter((name) => typeof jwk[name] === 'string');
  const checked = JSON.stringify(Object.fromEntries(kept.map((name) => [name, jwk[name]])));
  try {
    await sealFor(checked, {});
  } catch {
    throw refuse('format', 'is not a valid point of its curve.');
  }
  return checked;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return value as Record<string, unknown>;
  } catch {
    return null;
  }
}

function refuse(code: FieldError['code'], what: string) {
  return invalid({ pointer: '/public_key', code, detail: `The key ${what}` });
}
