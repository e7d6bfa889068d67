import { consolePages } from '@psnb2b/contract';
import type { Kind } from '../kind.ts';

/** A change of where partners pay to. */
export type DepositMethodChange = { readonly name: string } & (
  | { readonly change: 'added' | 'confirmed' | 'archived' | 'restored' }
  | { readonly change: 'addresses'; readonly count: number }
);

const toMoneyStaff = {
  to: { staff: ['admin', 'finance'] },
  email: true,
  page: () => consolePages.depositMethods,
} as const;

/** Notifications of the staff about where partners pay to. */
export const depositMethodKinds = {
  'deposit_method.changed': {
    ...toMoneyStaff,
    sentence: (facts: DepositMethodChange) =>
      facts.change === 'addresses'
        ? `${facts.count} addresses were imported for the deposit method ${facts.name}.`
        : `The deposit method ${facts.name} was ${facts.change}.`,
    more: () =>
      'Partners send money there. If you do not expect this, archive the method and change the passwords of everybody who may change it.',
  },
  'addresses.few': {
    ...toMoneyStaff,
    sentence: ({ name, left }: { readonly name: string; readonly left: number }) =>
      left === 0
        ? `The addresses for ${name} are used up: no other partner can pay this way.`
        : `Only ${left} addresses are left for ${name}.`,
    more: () => 'Import more addresses of which you have the keys.',
  },
} as const satisfies Record<string, Kind>;
