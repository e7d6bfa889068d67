import { portalPages } from '@psnb2b/contract';
import type { Kind } from '../kind.ts';
import { minuteOf } from '../minute-of.ts';

/** A key by its public name, never its text. */
export interface NamedKey {
  readonly mode: 'live' | 'test';
  readonly name: string | null;
  readonly prefix: string;
  readonly suffix: string;
}

/** The terms of a key that can change, by the names of their columns. */
const TERMS = {
  scopes: 'scopes',
  allowCidr: 'networks',
  requestsPerMinute: 'requests a minute',
  ordersPerMinute: 'orders a minute',
  dailySpend: 'daily spend',
  dailyQuantity: 'codes a day',
  expiresAt: 'expiry',
} as const;
export type KeyTermName = keyof typeof TERMS;

interface About {
  readonly key: NamedKey;
}

const IF_UNEXPECTED =
  'If nobody at your business expects this, revoke the key and tell support at once.';

const toKeepers = {
  to: { partner: ['owner', 'developer'] },
  email: true,
  page: () => portalPages.keys,
} as const;

/** Notifications of owners and developers about a key, because a key spends their money. */
export const keyKinds = {
  'key.issued': {
    ...toKeepers,
    sentence: ({ key }: About) => `The ${nameOfKey(key)} was issued.`,
    more: ({ revealUntil }: { readonly revealUntil: Date | null }) =>
      revealUntil ? howToReveal(revealUntil) : IF_UNEXPECTED,
  },
  'key.revealed': {
    ...toKeepers,
    sentence: ({ key }: About) => `The ${nameOfKey(key)} was revealed in the portal and works now.`,
    more: () => IF_UNEXPECTED,
  },
  'key.rotated': {
    ...toKeepers,
    sentence: ({ key }: About) => `The ${nameOfKey(key)} was issued to replace another key.`,
    more: (facts: { readonly revealUntil: Date } | { readonly oldValidUntil: Date }) =>
      'revealUntil' in facts
        ? howToReveal(facts.revealUntil)
        : `The old key is valid until ${minuteOf(facts.oldValidUntil)}.`,
  },
  'key.changed': {
    ...toKeepers,
    sentence: ({ key }: About) => `The rights or limits of the ${nameOfKey(key)} were changed.`,
    more: ({ changed }: { readonly changed: readonly KeyTermName[] }) =>
      `Changed: ${changed.map((name) => TERMS[name]).join(', ')}. The portal shows what the key may do now.`,
  },
  'key.revoked': {
    ...toKeepers,
    sentence: ({ key }: About) => `The ${nameOfKey(key)} was revoked.`,
    more: ({ reason }: { readonly reason: string }) => `The reason: ${reason}`,
  },
  'key.reported': {
    ...toKeepers,
    sentence: ({ key }: About) => `The ${nameOfKey(key)} was reported as leaked and was revoked.`,
    more: ({ reason }: { readonly reason: string }) => `The reason: ${reason}`,
  },
} as const satisfies Record<string, Kind>;

/** How a business can reveal a key that staff issued; used in the e-mail and in the ticket. */
export function howToReveal(until: Date): string {
  return (
    'An owner or developer of your business can reveal it in the portal, once, until ' +
    `${minuteOf(until)}. The key works from then on.`
  );
}

/** `live API key “Web shop” psnb2b_live_Q3xT…9fKa`. */
export function nameOfKey({ mode, name, prefix, suffix }: NamedKey): string {
  const called = name === null ? '' : `“${name}” `;
  return `${mode} API key ${called}${prefix}…${suffix}`;
}
