import ipaddr from 'ipaddr.js';
import { urlsOfHosts } from '../kit/database/index.ts';
import { Secret } from '../kit/secret.ts';
import { trimEnd } from '../kit/trim-end.ts';
import type { Environment, EnvironmentName } from './env.ts';
import { SettingError } from './setting-error.ts';

/** A port number; 0 asks the system for any free one. */
export function port(env: Environment, name: EnvironmentName): number | null {
  const text = env[name];
  if (text === undefined) return null;
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= 65_535)) throw new SettingError(name, text, 'a port number from 0 to 65535');
  return value;
}

/** A whole number in a range; `of` names what is counted. */
export function whole(
  env: Environment,
  name: EnvironmentName,
  min: number,
  max: number,
  of = 'whole number',
): number | null {
  const text = env[name];
  if (text === undefined) return null;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new SettingError(name, text, `a ${of} from ${min} to ${max}`);
}

/** A whole number of milliseconds. */
export function milliseconds(
  env: Environment,
  name: EnvironmentName,
  min: number,
  max: number,
): number | null {
  return whole(env, name, min, max, 'number of milliseconds');
}

export function choice<const Value extends string>(
  env: Environment,
  name: EnvironmentName,
  values: readonly Value[],
): Value | null {
  const text = env[name];
  if (text === undefined) return null;
  const value = values.find((each) => each === text);
  if (value === undefined) throw new SettingError(name, text, listed(values));
  return value;
}

/** One small letter. */
export function letter(env: Environment, name: EnvironmentName): string | null {
  const text = env[name];
  if (text === undefined) return null;
  if (!/^[a-z]$/.test(text)) throw new SettingError(name, text, 'one letter from a to z');
  return text;
}

/** An http or https address of a host, because the server needs its root; without credentials, without a slash at its end. */
export function publicUrl(env: Environment, name: EnvironmentName): string | null {
  const text = env[name];
  if (text === undefined) return null;
  const url = rootUrl(text);
  const takes = 'an address such as https://codes.example.com, without a path';
  if (url === null) throw new SettingError(name, text, takes);
  return url;
}

/** The address of a host without a slash at its end; null for any other text. */
export function rootUrl(text: string): string | null {
  const url = URL.parse(text);
  const usable =
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    url.pathname === '/' &&
    [url.username, url.password, url.search, url.hash].every((part) => part === '');
  return usable ? trimEnd(url.href, /\//) : null;
}

/** An address that may contain a password, so errors show neither the value nor parts of it. */
export function secretUrl(
  env: Environment,
  name: EnvironmentName,
  schemes: readonly string[],
  example: string,
): Secret<string> | null {
  const text = env[name];
  if (text === undefined) return null;
  const known = urlsOfHosts(text).every((each) => {
    const url = URL.parse(each);
    return url !== null && schemes.includes(url.protocol.slice(0, -1));
  });
  if (!known) throw new SettingError(name, null, `an address such as ${example}`);
  return new Secret(text);
}

/** A comma-separated list of address ranges; a single address is a range of one. */
export function cidrs(env: Environment, name: EnvironmentName): string[] {
  const parts = (env[name] ?? '').split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '').map((part) => cidr(name, part));
}

function cidr(name: EnvironmentName, text: string): string {
  const takes = 'address ranges such as 10.0.0.0/8,2001:db8::/32';
  if (ipaddr.isValidCIDR(text)) return text;
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) {
    throw new SettingError(name, text, takes);
  }
  return `${text}/${text.includes(':') ? 128 : 32}`;
}

function listed(values: readonly string[]): string {
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

const AMOUNT = '[0-9]{1,9}(?:\\.[0-9]{1,3})?';
const AMOUNTS = new RegExp(`^(?:${AMOUNT}|(?:[A-Z]{3} ${AMOUNT})(?:, ?[A-Z]{3} ${AMOUNT})*)$`);

/** One amount for every currency (under `*`), or one amount each for some: `USD 1000, JPY 150000`. */
export function amounts(env: Environment, name: EnvironmentName): Map<string, string> | null {
  const text = env[name];
  if (text === undefined) return null;
  if (!AMOUNTS.test(text)) {
    throw new SettingError(
      name,
      text,
      'an amount such as 1000, or amounts such as USD 1000, JPY 150000',
    );
  }
  if (/^[0-9]/.test(text)) return new Map([['*', text]]);
  return new Map(
    text.split(',').map((part) => {
      const [currency = '', amount = ''] = part.trim().split(' ');
      return [currency, amount];
    }),
  );
}
