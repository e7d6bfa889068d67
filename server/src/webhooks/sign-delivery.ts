import { randomBytes } from 'node:crypto';
import { webhookHeaders } from '@psnb2b/contract';
import { assert } from '../kit/assert.ts';
import type { Post } from '../kit/http-client/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Secret } from '../kit/secret.ts';
import { HmacKey, utf8Length } from './hmac-key.ts';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** `whsec_` and 32 random bytes as base64 (Standard Webhooks 1.0, "Signature scheme"). */
export function createSecretText(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** The two keys of a secret, one per scheme: different bytes on purpose, so that no signature is valid for the other scheme. */
export interface SigningKey {
  /** The whole text as UTF-8. */
  readonly plain: HmacKey;
  /** The base64-decoded bytes. */
  readonly standard: HmacKey;
  readonly expiresAt: Date | null;
}

export function signingKey(secret: Secret<string>, expiresAt: Date | null): SigningKey {
  const text = secret.reveal();
  assert(text.startsWith(PREFIX), 'a webhook secret begins with whsec_');
  return {
    plain: new HmacKey(Buffer.from(text)),
    standard: new HmacKey(Buffer.from(text.slice(PREFIX.length), 'base64')),
    expiresAt,
  };
}

/**
 * The signature headers of one attempt, over exactly the bytes of `body` as UTF-8. `keys` are the valid ones, oldest first: the
 * single-valued header stays on the oldest, so that receivers can switch in their own time, and its `-next` has the newest.
 */
export function signatureHeaders(
  keys: readonly SigningKey[],
  message: { readonly eventId: string; readonly at: Date; readonly body: string },
): string[] {
  const [oldest, ...others] = keys;
  assert(oldest, 'an endpoint has a secret');
  const seconds = String(Math.floor(message.at.getTime() / 1000));
  const { eventId, body } = message;
  const prefix = `${eventId}.${seconds}.`;
  const standard = keys.map((key) => `v1,${key.standard.sign(prefix, body, 'base64')}`).join(' ');
  const headers = [
    webhookHeaders.standardId,
    eventId,
    webhookHeaders.standardTimestamp,
    seconds,
    webhookHeaders.standardSignature,
    standard,
    webhookHeaders.signature,
    oldest.plain.sign('', body, 'hex'),
  ];
  const newest = others.at(-1);
  if (newest) headers.push(webhookHeaders.signatureNext, newest.plain.sign('', body, 'hex'));
  return headers;
}

const CONTENT_TYPE = 'application/json; charset=utf-8';
const USER_AGENT = 'PSNB2B-Webhooks/1';
const FIXED_LINES = `content-type: ${CONTENT_TYPE}\r\nuser-agent: ${USER_AGENT}\r\n`;

/** The headers that are the same at every attempt to send an event. */
export function fixedHeaders({
  eventId,
  type,
}: {
  readonly eventId: string;
  readonly type: string;
}) {
  return {
    'content-type': CONTENT_TYPE,
    'user-agent': USER_AGENT,
    [webhookHeaders.event]: type,
    [webhookHeaders.standardId]: formatId('evt', eventId),
  };
}

/** One attempt to send an event. */
export interface Sending {
  /** As its text has it. */
  readonly eventId: string;
  readonly type: string;
  /** A UUID. */
  readonly attemptId: string;
  readonly at: Date;
  readonly body: string;
}

/** What one attempt sends, signed with the keys that are in force. */
export function signedPost(keys: readonly SigningKey[], sending: Sending): Post {
  const { type, attemptId, at, body } = sending;
  const signatures = signatureHeaders(keysInForce(keys, at), sending);
  let headers = `${FIXED_LINES}${webhookHeaders.event}: ${type}\r\n${webhookHeaders.delivery}: ${formatId('whd', attemptId)}\r\n`;
  for (let name = 0; name < signatures.length; name += 2) {
    headers += `${signatures[name]}: ${signatures[name + 1]}\r\n`;
  }
  return { headers, body, bodyBytes: utf8Length(body) };
}

/** The keys of an endpoint that sign at this moment. */
export function keysInForce(keys: readonly SigningKey[], at: Date): readonly SigningKey[] {
  const isInForce = ({ expiresAt }: SigningKey) => expiresAt === null || expiresAt > at;
  return keys.every(isInForce) ? keys : keys.filter(isInForce);
}
