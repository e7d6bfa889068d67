import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Door } from '@psnb2b/contract';
import { hashOf, type PeopleKeys } from './people-keys.ts';
import type { User } from './person.ts';

/** What names an account in a mark, without telling its e-mail. */
const ACCOUNT_BYTES = 12;

/**
 * A browser in which somebody signed in to an account before. It opens nothing: it has a place of its own
 * in the queues, and wrong passwords from elsewhere do not make its owner wait.
 */
export interface Device {
  readonly nonce: string;
  readonly account: string;
  /** Of the account when it was made: whatever ends its sessions ends its marks. */
  readonly epoch: number;
}

/** A new mark, `nonce.account.epoch.mac`: each sign-in makes another. */
export function writeDevice(
  keys: PeopleKeys,
  { door, email, epoch }: Pick<User, 'door' | 'email' | 'epoch'>,
): string {
  const nonce = randomBytes(16).toString('base64url');
  const signed = `${nonce}.${accountOf(keys, door, email)}.${epoch}`;
  return `${signed}.${macOf(keys, door, signed)}`;
}

/** What a mark of ours says, whoever's it is; null for any other text. */
export function readDevice(keys: PeopleKeys, door: Door, text: string): Device | null {
  const end = text.lastIndexOf('.');
  const signed = text.slice(0, Math.max(0, end));
  const expected = Buffer.from(macOf(keys, door, signed));
  const found = Buffer.from(text.slice(end + 1));
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) return null;
  const [nonce = '', account = '', epoch = ''] = signed.split('.');
  return { nonce, account, epoch: Number(epoch) };
}

/** Whether it is a mark of this account, as its sessions are now. */
export function isDeviceOf(
  keys: PeopleKeys,
  { account, epoch }: Device,
  user: Pick<User, 'door' | 'email' | 'epoch'> | null,
): boolean {
  return user?.epoch === epoch && account === accountOf(keys, user.door, user.email);
}

function accountOf(keys: PeopleKeys, door: Door, email: string): string {
  const hash = hashOf(keys, 'device account', `${door} ${email}`);
  return hash.subarray(0, ACCOUNT_BYTES).toString('base64url');
}

function macOf(keys: PeopleKeys, door: Door, signed: string): string {
  const mac = createHmac('sha256', keys.token).update(`device\0${door}\0${signed}`);
  return mac.digest('base64url');
}
