import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { WebApp } from '@psnb2b/contract';
import { hashOf, type PeopleKeys } from './people-keys.ts';
import type { User } from './person.ts';

/** Identifies the account in a device cookie without revealing its e-mail address. */
const ACCOUNT_BYTES = 12;

/**
 * A browser in which somebody has signed in to an account before. It grants no access: it has its own place in the queues, and
 * wrong passwords from elsewhere do not delay its owner.
 */
export interface Device {
  readonly nonce: string;
  readonly account: string;
  /** The account's epoch when the cookie was made: whatever ends the account's sessions ends its device cookies. */
  readonly epoch: number;
}

/** A new device cookie, `nonce.account.epoch.mac`; each sign-in makes another. */
export function writeDevice(
  keys: PeopleKeys,
  { webApp, email, epoch }: Pick<User, 'webApp' | 'email' | 'epoch'>,
): string {
  const nonce = randomBytes(16).toString('base64url');
  const signed = `${nonce}.${accountOf(keys, webApp, email)}.${epoch}`;
  return `${signed}.${macOf(keys, webApp, signed)}`;
}

/** The content of a device cookie that we made, whoever it belongs to; null for any other text. */
export function readDevice(keys: PeopleKeys, webApp: WebApp, text: string): Device | null {
  const end = text.lastIndexOf('.');
  const signed = text.slice(0, Math.max(0, end));
  const expected = Buffer.from(macOf(keys, webApp, signed));
  const found = Buffer.from(text.slice(end + 1));
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) return null;
  const [nonce = '', account = '', epoch = ''] = signed.split('.');
  return { nonce, account, epoch: Number(epoch) };
}

/** Whether it is a device cookie of this account in its current epoch. */
export function isDeviceOf(
  keys: PeopleKeys,
  { account, epoch }: Device,
  user: Pick<User, 'webApp' | 'email' | 'epoch'> | null,
): boolean {
  return user?.epoch === epoch && account === accountOf(keys, user.webApp, user.email);
}

function accountOf(keys: PeopleKeys, webApp: WebApp, email: string): string {
  const hash = hashOf(keys, 'device account', `${webApp} ${email}`);
  return hash.subarray(0, ACCOUNT_BYTES).toString('base64url');
}

function macOf(keys: PeopleKeys, webApp: WebApp, signed: string): string {
  const mac = createHmac('sha256', keys.token).update(`device\0${webApp}\0${signed}`);
  return mac.digest('base64url');
}
