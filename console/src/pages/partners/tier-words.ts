import { groupDigits } from '@psnb2b/ui';

/** The texts of the tier, the claim rate and the latest orders of a business. */
export const tierWords = {
  title: 'Tier',
  tier: 'Tier',
  noTiers: 'There are no tiers in its currency.',
  notYet: 'None yet. It is computed every hour.',
  volume: 'Bought in 30 days',
  byHand: 'Set by hand',
  until: 'until',
  setBy: (reason: string, name: string) => `${reason} (${name})`,
  earned: 'By its volume',
  next: 'Next tier',
  nextIs: (name: string, discount: string) => `${name}, ${discount}`,
  missing: 'missing',
  highest: 'It has the highest.',
  set: 'Set by hand',
  days: 'For how many days',
  daysHint: 'Then its volume decides again.',
  reason: 'Why (for colleagues and the audit)',
  effect: (name: string, tier: string, days: number) =>
    days > 0
      ? `${name} pays the prices of ${tier} for ${days === 1 ? 'a day' : `${groupDigits(days)} days`}, whatever it buys.`
      : '',
  two: 'A second admin has to agree, because this may be more than its volume gives.',
  done: 'The tier was set.',
  clear: 'Let its volume decide',
  clearSays: (earned: string | null) =>
    earned === null ? 'At once.' : `From now on it pays the prices of ${earned}.`,
  waits: (after: string, name: string) => `${after} waits for a second admin, proposed by ${name}.`,
  toProposals: 'To the proposals',

  claims: 'Claim rate, 90 days',
  business: 'This business',
  shop: 'All businesses',
  rate: (rate: string, approved: number, sold: number) =>
    `${rate}: ${groupDigits(approved)} of ${groupDigits(sold)} codes`,
  nothingSold: 'Nothing sold',

  latest: 'Latest orders',
  seeAll: 'All its orders',
  noOrders: 'No live orders yet',
};
