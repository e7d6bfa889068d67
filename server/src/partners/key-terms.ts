import { scopes as allScopes, type Scope, scopesDefault } from '@psnb2b/contract';
import { formatCidr, parseCidr } from '../kit/addresses/index.ts';
import { type FieldError, invalid, type Refusal } from '../kit/refusal.ts';
import type { Key } from './key.ts';

/** The limits of a key that has none of its own. */
export const REQUESTS_PER_MINUTE = 60;
export const ORDERS_PER_MINUTE = 10;
const RATE_MAX = 1_000_000;
const NETWORKS_MAX = 100;

/** What a key may do; members that are left out have the contract's default. */
export interface KeyTerms {
  readonly scopes?: readonly string[];
  /** Networks that it may be used from; none: from everywhere. */
  readonly allowCidr?: readonly string[];
  readonly requestsPerMinute?: number;
  readonly ordersPerMinute?: number;
  /** Minor units per UTC day; null: no cap. */
  readonly dailySpend?: number | null;
  readonly dailyQuantity?: number | null;
  /** Null: never. */
  readonly expiresAt?: Date | null;
}

type ReadTerms = Pick<
  Key,
  | 'scopes'
  | 'allowCidr'
  | 'requestsPerMinute'
  | 'ordersPerMinute'
  | 'dailySpend'
  | 'dailyQuantity'
  | 'expiresAt'
>;

/** The terms with their defaults; refuses invalid terms with `validation_failed`. */
export function readKeyTerms(terms: KeyTerms, at: Date): ReadTerms {
  const { expiresAt = null } = terms;
  if (expiresAt !== null && !(expiresAt > at)) {
    throw refuse('expires', 'minimum', 'It must be a time in the future.');
  }
  return {
    scopes: readScopes(terms.scopes ?? scopesDefault),
    allowCidr: readNetworks(terms.allowCidr ?? []),
    requestsPerMinute: readRate(
      'requests_per_minute',
      terms.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    ),
    ordersPerMinute: readRate('orders_per_minute', terms.ordersPerMinute ?? ORDERS_PER_MINUTE),
    dailySpend: readCap('daily_spend', terms.dailySpend ?? null),
    dailyQuantity: readCap('daily_quantity', terms.dailyQuantity ?? null),
    expiresAt,
  };
}

function readScopes(scopes: readonly string[]): Scope[] {
  const known: readonly string[] = allScopes;
  if (scopes.length === 0 || scopes.some((scope) => !known.includes(scope))) {
    throw refuse('scopes', 'enum', `It must be one or more of ${known.join(', ')}.`);
  }
  return allScopes.filter((scope) => scopes.includes(scope));
}

function readNetworks(texts: readonly string[]): string[] {
  if (texts.length > NETWORKS_MAX) {
    throw refuse('allow_cidr', 'max_items', `It may contain at most ${NETWORKS_MAX} networks.`);
  }
  const networks = texts.map((text) => {
    const network = parseCidr(text.trim());
    if (network !== null) return formatCidr(network);
    const detail = `“${text}” is not a network; write it like 192.0.2.0/24 or 2001:db8::/32.`;
    throw refuse('allow_cidr', 'format', detail);
  });
  return [...new Set(networks)];
}

function readRate(name: string, rate: number): number {
  if (Number.isInteger(rate) && rate >= 1 && rate <= RATE_MAX) return rate;
  throw refuse(name, rate > RATE_MAX ? 'maximum' : 'minimum', `It must be 1 to ${RATE_MAX}.`);
}

function readCap(name: string, cap: number | null): number | null {
  if (cap === null || (Number.isSafeInteger(cap) && cap >= 0)) return cap;
  throw refuse(name, 'minimum', 'It must be a whole number, 0 or more.');
}

function refuse(name: string, code: FieldError['code'], detail: string): Refusal {
  return invalid({ pointer: `/${name}`, code, detail });
}
