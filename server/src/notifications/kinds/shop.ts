import { consolePages } from '@psnb2b/contract';
import type { Kind } from '../kind.ts';

/** What can be set about the shop, in words. */
const words = {
  name: 'name',
  legalName: 'registered name',
  address: 'address',
  registrationNumber: 'registration number',
  taxNumber: 'tax number',
  supportEmail: 'support address',
  website: 'site',
  brandColour: 'brand colour',
  logo: 'logo',
  taxBps: 'tax',
  taxNote: 'sentence about tax',
  timeZone: 'time zone',
} as const;

/** Notifications of admins about the shop itself. */
export const shopKinds = {
  'shop.set': {
    to: { staff: ['admin'] },
    email: false,
    page: () => consolePages.company,
    sentence: ({ changed }: { readonly changed: readonly (keyof typeof words)[] }) =>
      `The company data were changed: ${changed.map((name) => words[name]).join(', ')}.`,
  },
} as const satisfies Record<string, Kind>;
