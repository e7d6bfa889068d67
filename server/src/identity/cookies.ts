import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Door } from '@psnb2b/contract';
import type { PeopleKeys } from './people-keys.ts';

const DEVICE_DAYS = 180;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** `__Host-` (RFC 6265bis): only over TLS, only this host, every path; nobody else can set it. */
function nameOf(door: Door, kind: '' | '_device', secure: boolean): string {
  return `${secure ? '__Host-' : ''}psnb2b_${door}${kind}`;
}

function cookie(name: string, value: string, maxAge: number, secure: boolean): string {
  const attributes = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAge}`;
  return `${name}=${value}; ${attributes}${secure ? '; Secure' : ''}`;
}

export function sessionCookie(door: Door, token: string, maxAge: number, secure: boolean): string {
  return cookie(nameOf(door, '', secure), token, maxAge, secure);
}

export function clearedCookie(door: Door, secure: boolean): string {
  return cookie(nameOf(door, '', secure), '', 0, secure);
}

/** The session token that a request carries; of two cookies of one name neither is believed. */
export function readSessionToken(
  headers: IncomingHttpHeaders,
  door: Door,
  secure: boolean,
): string | null {
  const value = readCookie(headers, nameOf(door, '', secure));
  return value !== null && TOKEN.test(value) ? value : null;
}

/**
 * A mark of the browser in which somebody signed in: `nonce.mac`, for one e-mail. It opens nothing; but
 * wrong passwords from elsewhere do not make its owner wait.
 */
export function deviceCookie(keys: PeopleKeys, door: Door, email: string, secure: boolean): string {
  const nonce = randomBytes(16).toString('base64url');
  const value = `${nonce}.${deviceMac(keys, door, email, nonce)}`;
  return cookie(nameOf(door, '_device', secure), value, DEVICE_DAYS * 86_400, secure);
}

/** The nonce of a mark that was made for this e-mail, else null. */
export function readDevice(
  headers: IncomingHttpHeaders,
  keys: PeopleKeys,
  door: Door,
  email: string,
  secure: boolean,
): string | null {
  const value = readCookie(headers, nameOf(door, '_device', secure)) ?? '';
  const [nonce = '', mac = ''] = value.split('.');
  const expected = Buffer.from(deviceMac(keys, door, email, nonce));
  const found = Buffer.from(mac);
  return found.length === expected.length && timingSafeEqual(found, expected) ? nonce : null;
}

function deviceMac(keys: PeopleKeys, door: Door, email: string, nonce: string): string {
  const mac = createHmac('sha256', keys.token).update(`device\0${door}\0${nonce}\0${email}`);
  return mac.digest('base64url');
}

function readCookie(headers: IncomingHttpHeaders, name: string): string | null {
  const found = (headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`));
  return found.length === 1 ? (found[0] as string).slice(name.length + 1) : null;
}
