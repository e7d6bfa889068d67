import type { ApiKey, KeyRestrict } from '@psnb2b/contract';

type Key = ApiKey;

/** What a partner may take from its own key, as fields; an empty cap is none. */
export interface NarrowFields extends Record<string, unknown> {
  scopes: Key['scopes'];
  allow_cidr: string;
  daily_spend: string;
  daily_quantity: number | string;
}

export function fieldsOf(key: Key): NarrowFields {
  return {
    scopes: [...key.scopes],
    allow_cidr: key.allow_cidr.join('\n'),
    daily_spend: key.daily_spend ?? '',
    daily_quantity: key.daily_quantity ?? '',
  };
}

/** Only what was changed: what stays needs no saying, and no rounding can widen it. */
export function changesOf(key: Key, fields: NarrowFields): KeyRestrict {
  const before = fieldsOf(key);
  const changed = (name: keyof NarrowFields) =>
    JSON.stringify(before[name]) !== JSON.stringify(fields[name]);
  const spend = fields.daily_spend.trim();
  const quantity = String(fields.daily_quantity);
  return {
    ...(changed('scopes') && { scopes: fields.scopes }),
    ...(changed('allow_cidr') && {
      allow_cidr: fields.allow_cidr.split(/[\s,]+/).filter((network) => network !== ''),
    }),
    ...(changed('daily_spend') && { daily_spend: spend === '' ? null : spend }),
    ...(changed('daily_quantity') && { daily_quantity: quantity === '' ? null : Number(quantity) }),
  };
}
