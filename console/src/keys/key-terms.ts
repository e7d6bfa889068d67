import type { ApiKey, KeyTermsChange } from '@psnb2b/contract';

export type Scope = ApiKey['scopes'][number];
export const scopeNames: readonly Scope[] = ['read', 'orders', 'codes', 'claims', 'webhooks'];

/** The terms of a key as fields; an empty one is no cap. */
export interface TermFields extends Record<string, unknown> {
  scopes: Scope[];
  allow_cidr: string;
  requests_per_minute: number | string;
  orders_per_minute: number | string;
  daily_spend: string;
  daily_quantity: number | string;
}

/** What a new key may do unless more or less is said. */
export const defaultTerms: TermFields = {
  scopes: ['read', 'orders', 'codes', 'claims'],
  allow_cidr: '',
  requests_per_minute: 60,
  orders_per_minute: 10,
  daily_spend: '',
  daily_quantity: '',
};

export function termsOf(key: ApiKey): TermFields {
  return {
    scopes: [...key.scopes],
    allow_cidr: key.allow_cidr.join('\n'),
    requests_per_minute: key.requests_per_minute,
    orders_per_minute: key.orders_per_minute,
    daily_spend: key.daily_spend ?? '',
    daily_quantity: key.daily_quantity ?? '',
  };
}

export function toTerms(fields: TermFields): KeyTermsChange {
  return {
    scopes: fields.scopes,
    allow_cidr: fields.allow_cidr.split(/[\s,]+/).filter((network) => network !== ''),
    requests_per_minute: Number(fields.requests_per_minute),
    orders_per_minute: Number(fields.orders_per_minute),
    daily_spend: fields.daily_spend.trim() === '' ? null : fields.daily_spend.trim(),
    daily_quantity: fields.daily_quantity === '' ? null : Number(fields.daily_quantity),
  };
}
