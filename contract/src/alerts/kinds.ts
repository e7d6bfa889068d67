import type { PartnerRole } from '../kit/roles.ts';

/**
 * What a person can be warned of: in which unit its threshold is, which roles may have it, and the threshold of those who have set none
 * (null: they are not warned).
 */
export const alertKinds = {
  balance_low: { unit: 'money', roles: 'any', standard: null },
  product_low: { unit: 'codes', roles: 'any', standard: null },
  product_back: { unit: null, roles: 'any', standard: null },
  endpoint_failing: { unit: 'hours', roles: ['owner', 'developer'], standard: 6 },
  key_expires: { unit: 'days', roles: ['owner', 'developer'], standard: 7 },
} as const satisfies Record<
  string,
  {
    readonly unit: 'money' | 'codes' | 'hours' | 'days' | null;
    readonly roles: 'any' | readonly PartnerRole[];
    readonly standard: number | null;
  }
>;
/** The line of `product_low`, in codes, of those who name none. */
export const productLowDefault = 20;

export type AlertKind = keyof typeof alertKinds;
export const alertKindNames = Object.keys(alertKinds) as AlertKind[];

/** Whether people of this role can be warned of it. */
export function mayBeWarned(kind: AlertKind, role: PartnerRole): boolean {
  const { roles } = alertKinds[kind];
  return roles === 'any' || (roles as readonly PartnerRole[]).includes(role);
}
