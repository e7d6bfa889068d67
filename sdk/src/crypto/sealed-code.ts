import { PsnB2bError, VerificationError } from '../errors.ts';
import { bytesOf, jsonOf } from './base64url.ts';

/** A key as JSON (RFC 7517). */
export interface Jwk {
  readonly kty?: string | undefined;
  readonly crv?: string | undefined;
  readonly x?: string | undefined;
  readonly y?: string | undefined;
  /** The private part. */
  readonly d?: string | undefined;
  readonly kid?: string | undefined;
}

export interface OpenedCode {
  readonly code: string;
  readonly serial: string | null;
}

const TAG_BYTES = 16;
const CURVES = {
  'P-256': { name: 'ECDH', namedCurve: 'P-256' },
  X25519: { name: 'X25519' },
} as const;

/**
 * Opens a sealed code (`sealed` of an item of an order's codes) with the private key that its `kid` names. The algorithms are
 * fixed: ECDH-ES on P-256 or X25519, and A256GCM. What is inside must be the code of this `id`. Throws a
 * `VerificationError`.
 */
export async function openSealedCode(
  item: { readonly id: string; readonly sealed: string },
  privateKeys: Jwk | readonly Jwk[],
): Promise<OpenedCode> {
  const parts = item.sealed.split('.');
  const [head = '', encryptedKey, iv = '', text = '', tag = ''] = parts;
  const header = jsonOf(head);
  const [ivBytes, textBytes, tagBytes] = [bytesOf(iv), bytesOf(text), bytesOf(tag)];
  const isWhole =
    parts.length === 5 &&
    encryptedKey === '' &&
    ivBytes?.length === 12 &&
    tagBytes?.length === TAG_BYTES;
  if (
    !isWhole ||
    !header ||
    !textBytes ||
    header.alg !== 'ECDH-ES' ||
    header.enc !== 'A256GCM' ||
    header.crit
  ) {
    throw new VerificationError('malformed', `${item.id} is not a JWE with ECDH-ES and A256GCM.`);
  }
  const key = keyFor(
    item.id,
    header,
    Array.isArray(privateKeys) ? privateKeys : [privateKeys as Jwk],
  );
  const shared = await sharedSecret(item.id, key, header.epk as Jwk);
  const cek = await concatKdf(shared, header);
  const sealed = new Uint8Array(textBytes.length + TAG_BYTES);
  sealed.set(textBytes);
  sealed.set(tagBytes, textBytes.length);
  const aes = await crypto.subtle.importKey('raw', cek, 'AES-GCM', false, ['decrypt']);
  const additionalData = new TextEncoder().encode(head);
  const opened = await crypto.subtle
    .decrypt({ name: 'AES-GCM', iv: ivBytes, additionalData }, aes, sealed)
    .catch((cause: unknown) => {
      throw new VerificationError(
        'signature',
        `${item.id} was sealed for another key, or altered.`,
        cause,
      );
    });
  return inside(item.id, new TextDecoder().decode(opened));
}

function keyFor(id: string, { kid, epk }: Record<string, unknown>, keys: readonly Jwk[]): Jwk {
  const { crv } = (epk ?? {}) as Jwk;
  const ofCurve = keys.filter((key) => key.crv === crv && key.d !== undefined);
  const named =
    ofCurve.find((key) => key.kid === kid) ?? ofCurve.find((key) => key.kid === undefined);
  if (named !== undefined) return named;
  throw new VerificationError(
    'key',
    `${id} is sealed for the key ${String(kid)}, which is not among your private keys.`,
  );
}

async function sharedSecret(id: string, key: Jwk, epk: Jwk): Promise<Uint8Array> {
  const curve = CURVES[key.crv as keyof typeof CURVES];
  if (curve === undefined) throw new PsnB2bError('A private key is on the curve P-256 or X25519.');
  const { kty, crv, x, y, d } = key;
  const shape = (own: Jwk) => JSON.parse(JSON.stringify(own));
  try {
    const ours = await crypto.subtle.importKey('jwk', shape({ kty, crv, x, y, d }), curve, false, [
      'deriveBits',
    ]);
    const theirs = await crypto.subtle.importKey(
      'jwk',
      shape({ kty: epk.kty, crv: epk.crv, x: epk.x, y: epk.y }),
      curve,
      false,
      [],
    );
    const bits = await crypto.subtle.deriveBits({ name: curve.name, public: theirs }, ours, 256);
    return new Uint8Array(bits);
  } catch (cause) {
    if (crv === 'X25519' && (cause as Error).name === 'NotSupportedError') {
      throw new PsnB2bError(
        'The WebCrypto of this runtime has no X25519: use a newer runtime, or register a key on the curve P-256.',
        { cause },
      );
    }
    throw new VerificationError(
      'key',
      `${id} cannot be opened: your private key or its ephemeral key is not valid.`,
      cause,
    );
  }
}

/** Concat KDF with SHA-256 (RFC 7518, section 4.6.2) for one block: the 256 bits of A256GCM. */
async function concatKdf(
  secret: Uint8Array,
  header: Record<string, unknown>,
): Promise<Uint8Array<ArrayBuffer>> {
  const sized = (bytes: Uint8Array) => [uint32(bytes.length), bytes];
  const party = (value: unknown) =>
    sized(bytesOf(typeof value === 'string' ? value : '') ?? new Uint8Array());
  const parts = [
    uint32(1),
    secret,
    ...sized(new TextEncoder().encode('A256GCM')),
    ...party(header.apu),
    ...party(header.apv),
    uint32(256),
  ];
  const input = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    input.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', input));
}

function uint32(value: number): Uint8Array {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

function inside(id: string, text: string): OpenedCode {
  let found: Partial<Record<'id' | 'code' | 'serial', unknown>> | null = null;
  try {
    found = JSON.parse(text);
  } catch {
    // The sentence below says it: what JSON.parse says could quote the code.
  }
  if (found === null) throw new VerificationError('content', `${id} holds no JSON object.`);
  const { id: own, code, serial } = found;
  if (own !== id) throw new VerificationError('content', `${id} holds another code.`);
  if (typeof code !== 'string') throw new VerificationError('content', `${id} holds no code.`);
  return { code, serial: typeof serial === 'string' ? serial : null };
}
