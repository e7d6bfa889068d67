/**
 * Changes that need two people, because they weaken a safeguard: a higher credit limit than one person may set, a higher approval
 * limit for claims, an approval of a business without its review, a tier of a business by hand, prices of one business and list
 * prices that may be below the floor, a lower price floor or price list, tiers at which some volume pays less, higher limits for stock, a discard of many unsold
 * codes, an adjustment of a balance, a large deposit that is taken back, a reset of a colleague's second factors, and one more admin.
 */
export const proposalKinds = {
  credit_limit: 'Credit limit',
  claim_limit: 'Approval limit of one person for claims',
  partner_approval: 'Approval of a business without its review',
  partner_tier: 'Tier of a business by hand',
  own_price: 'Own price of a business',
  list_price: 'List price',
  price_change: 'List prices',
  price_floor: 'Price floor',
  price_list: 'Percentage of a price list',
  price_list_price: 'Fixed price of a price list',
  tiers: 'Tiers',
  stock_limits: 'Limits of one person for stock',
  lot_discard: 'Discard of unsold codes',
  adjustment: 'Adjustment of a balance',
  deposit_reversal: 'Reversal of a deposit',
  staff_factors: 'Reset of second factors',
  staff_admin: 'One more admin',
} as const;
export type ProposalKind = keyof typeof proposalKinds;
export const proposalKindNames: readonly ProposalKind[] = Object.keys(
  proposalKinds,
) as ProposalKind[];

/** `dropped`: obsolete, because of a newer one, of another value, or because its proposer left. */
export const proposalStates = ['waiting', 'approved', 'refused', 'dropped'] as const;
export type ProposalState = (typeof proposalStates)[number];
