import type { IncomingHttpHeaders } from 'node:http';
import type { WebApp } from '@psnb2b/contract';
import { type Device, readDevice, writeDevice } from './device.ts';
import type { PeopleKeys } from './people-keys.ts';
import type { User } from './person.ts';

const DEVICE_DAYS = 180;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** `__Host-` (RFC 6265bis): only over TLS, only this host, every path; no other host can set it. */
function nameOf(webApp: WebApp, kind: '' | '_device', secure: boolean): string {
  return `${secure ? '__Host-' : ''}psnb2b_${webApp}${kind}`;
}

function cookie(name: string, value: string, maxAge: number, secure: boolean): string {
  const attributes = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAge}`;
  return `${name}=${value}; ${attributes}${secure ? '; Secure' : ''}`;
}

export function sessionCookie(
  webApp: WebApp,
  token: string,
  maxAge: number,
  secure: boolean,
): string {
  return cookie(nameOf(webApp, '', secure), token, maxAge, secure);
}

export function clearedCookie(webApp: WebApp, secure: boolean): string {
  return cookie(nameOf(webApp, '', secure), '', 0, secure);
}

/** The session token of a request; if there are two cookies of one name, neither is trusted. */
export function readSessionToken(
  headers: IncomingHttpHeaders,
  webApp: WebApp,
  secure: boolean,
): string | null {
  const value = readCookie(headers, nameOf(webApp, '', secure));
  return value !== null && TOKEN.test(value) ? value : null;
}

/** The device cookie of a browser in which a person has just signed in. */
/** Whether a browser sends a session of a web app, which may have ended; nothing is read of it. */
export function sendsSession(headers: IncomingHttpHeaders, webApp: WebApp): boolean {
  return [true, false].some((secure) => readSessionToken(headers, webApp, secure) !== null);
}

export function deviceCookie(
  keys: PeopleKeys,
  user: Pick<User, 'webApp' | 'email' | 'epoch'>,
  secure: boolean,
): string {
  const name = nameOf(user.webApp, '_device', secure);
  return cookie(name, writeDevice(keys, user), DEVICE_DAYS * 86_400, secure);
}

/** The content of a device cookie, if it is one of ours. */
export function deviceOf(
  headers: Pick<IncomingHttpHeaders, 'cookie'>,
  keys: PeopleKeys,
  webApp: WebApp,
  secure: boolean,
): Device | null {
  const value = readCookie(headers, nameOf(webApp, '_device', secure));
  return value === null ? null : readDevice(keys, webApp, value);
}

function readCookie(headers: Pick<IncomingHttpHeaders, 'cookie'>, name: string): string | null {
  const found = (headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`));
  return found.length === 1 ? (found[0] as string).slice(name.length + 1) : null;
}
