import { VerificationError } from '../errors.ts';
import type { Event } from '../generated/events.ts';
import { base64Of, bytesOf } from './base64url.ts';

/** Headers as your framework has them, with names in any case. */
export type HeaderSource =
  | Headers
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface WebhookDeliveryGiven {
  /** The raw body: a body that was parsed and serialised again has another signature. */
  readonly body: string | Uint8Array | ArrayBuffer;
  readonly headers: HeaderSource;
  /** Your endpoint's secret (`whsec_…`); while you rotate it, the old one and the new one. */
  readonly secrets: string | readonly string[];
  /**
   * `standard` verifies `webhook-signature`, whose timestamp protects you against replayed deliveries. `simple` verifies
   * `X-PSNB2B-Signature` and, during a rotation, `X-PSNB2B-Signature-Next`, which have no timestamp.
   */
  readonly scheme?: 'standard' | 'simple' | undefined;
  /** How much older or newer a delivery may be, in seconds; 300 by default. */
  readonly toleranceSeconds?: number | undefined;
  /** The time to compare with, in Unix milliseconds; the clock of this machine by default. A client's `now()` is the server's. */
  readonly nowMs?: number | undefined;
}

const encoder = new TextEncoder();

/** Verifies a delivery and returns its event. Throws a `VerificationError`: answer 400 then, and do nothing. */
export async function verifyWebhook(delivery: WebhookDeliveryGiven): Promise<Event> {
  const { scheme = 'standard' } = delivery;
  const { secrets } = delivery;
  const texts = typeof secrets === 'string' ? [secrets] : secrets;
  if (texts.length === 0 || !texts.every((each) => /^whsec_[A-Za-z0-9+/]{43}=$/.test(each))) {
    throw new VerificationError(
      'key',
      'A secret of an endpoint begins with whsec_ and is 50 characters long.',
    );
  }
  const body = bytesIn(delivery.body);
  await (scheme === 'standard' ? standard(delivery, body, texts) : simple(delivery, body, texts));
  try {
    return JSON.parse(new TextDecoder().decode(body)) as Event;
  } catch (cause) {
    throw new VerificationError('malformed', 'The body is not JSON.', cause);
  }
}

async function standard(
  { headers, toleranceSeconds = 300, nowMs = Date.now() }: WebhookDeliveryGiven,
  body: Uint8Array,
  secrets: readonly string[],
): Promise<void> {
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const given = headerOf(headers, 'webhook-signature').split(' ');
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new VerificationError(
      'malformed',
      'The header webhook-timestamp is not a number of seconds.',
    );
  }
  const signatures = given
    .slice(0, 10)
    .flatMap((each) => (each.startsWith('v1,') ? [bytesOf(each.slice(3))] : []));
  const message = joined(encoder.encode(`${id}.${timestamp}.`), body);
  const keys = secrets.map((each) => bytesOf(each.slice('whsec_'.length)) ?? new Uint8Array());
  if (!(await isSigned(keys, signatures, message))) throw forged();
  // After the signature: nobody learns anything about the clock with a forged one.
  const skew = nowMs / 1_000 - Number(timestamp);
  if (Math.abs(skew) <= toleranceSeconds) return;
  throw new VerificationError(
    'timestamp',
    `The delivery is ${Math.round(Math.abs(skew))} seconds ${skew > 0 ? 'old' : 'in the future'}: it is a replay, or the clock of this machine is wrong.`,
  );
}

async function simple(
  { headers }: WebhookDeliveryGiven,
  body: Uint8Array,
  secrets: readonly string[],
): Promise<void> {
  const first = headerOf(headers, 'x-psnb2b-signature');
  const next = headerOf(headers, 'x-psnb2b-signature-next', '');
  const keys = secrets.map((each) => encoder.encode(each));
  if (!(await isSigned(keys, [first, next].map(hexBytes), body))) throw forged();
}

/** WebCrypto compares in constant time. Every pair is tried, so that the time does not say which one matched. */
async function isSigned(
  keys: readonly Uint8Array[],
  signatures: readonly (Uint8Array | null)[],
  message: Uint8Array,
): Promise<boolean> {
  let found = false;
  for (const bytes of keys) {
    const key = await hmacKey(bytes, 'verify');
    for (const signature of signatures) {
      if (signature?.length !== 32) continue;
      const isGenuine = await crypto.subtle.verify('HMAC', key, copied(signature), copied(message));
      found = found || isGenuine;
    }
  }
  return found;
}

/** Signs a body as the server does: for tests of your endpoint. Returns the headers of a delivery. */
export async function signWebhook(delivery: {
  readonly id: string;
  readonly body: string | Uint8Array;
  readonly secret: string;
  /** Signs `X-PSNB2B-Signature-Next` as well, as during a rotation. */
  readonly nextSecret?: string | undefined;
  readonly timestampSeconds?: number | undefined;
}): Promise<Record<string, string>> {
  const { id, secret, nextSecret, timestampSeconds = Math.floor(Date.now() / 1_000) } = delivery;
  const body = bytesIn(delivery.body);
  const message = joined(encoder.encode(`${id}.${timestampSeconds}.`), body);
  const sign = async (key: Uint8Array, what: Uint8Array) =>
    new Uint8Array(await crypto.subtle.sign('HMAC', await hmacKey(key, 'sign'), copied(what)));
  const secrets = nextSecret === undefined ? [secret] : [secret, nextSecret];
  const signatures = await Promise.all(
    secrets.map(async (each) =>
      base64Of(await sign(bytesOf(each.slice('whsec_'.length)) ?? encoder.encode(each), message)),
    ),
  );
  const [simple = '', next] = await Promise.all(
    secrets.map(async (each) => hexOf(await sign(encoder.encode(each), body))),
  );
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signatures.map((each) => `v1,${each}`).join(' '),
    'x-psnb2b-signature': simple,
    ...(next === undefined ? {} : { 'x-psnb2b-signature-next': next }),
  };
}

function forged(): VerificationError {
  return new VerificationError(
    'signature',
    'The signature is not by your secret: the body was altered or re-serialised, or the secret is another one.',
  );
}

function hmacKey(bytes: Uint8Array, use: 'sign' | 'verify') {
  return crypto.subtle.importKey('raw', copied(bytes), { name: 'HMAC', hash: 'SHA-256' }, false, [
    use,
  ]);
}

function headerOf(headers: HeaderSource, name: string, missing?: string): string {
  const isHeaders = typeof (headers as Headers).get === 'function';
  const found = isHeaders
    ? (headers as Headers).get(name)
    : Object.entries(headers as object).find(([each]) => each.toLowerCase() === name)?.[1];
  const value: unknown = Array.isArray(found) && found.length === 1 ? found[0] : found;
  if (typeof value === 'string' && value !== '') return value;
  if (missing !== undefined) return missing;
  throw new VerificationError('malformed', `The header ${name} is missing.`);
}

function bytesIn(body: string | Uint8Array | ArrayBuffer): Uint8Array {
  if (typeof body === 'string') return encoder.encode(body);
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw new VerificationError(
    'malformed',
    'The body is the raw text or bytes of the request, not a parsed object.',
  );
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

/** WebCrypto takes no memory that is shared with another thread. */
function copied(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

function hexBytes(text: string): Uint8Array | null {
  if (!/^[0-9a-f]{64}$/i.test(text)) return null;
  return Uint8Array.from({ length: 32 }, (_, at) =>
    Number.parseInt(text.slice(at * 2, at * 2 + 2), 16),
  );
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
