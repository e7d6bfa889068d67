/**
 * What takes two people, because it moves a guard: more credit than one person may give, more that one
 * person may give away in claims, a list price that may be below cost, the second factors of a colleague, and one
 * more admin.
 */
export const proposalKinds = {
  credit_limit: 'Credit limit',
  claim_limit: 'What one person may give away in claims',
  list_price: 'List price',
  staff_factors: 'Reset of second factors',
  staff_admin: 'One more admin',
} as const;
export type ProposalKind = keyof typeof proposalKinds;
export const proposalKindNames: readonly ProposalKind[] = Object.keys(
  proposalKinds,
) as ProposalKind[];

/** `dropped`: overtaken by a newer one, by another value, or because its proposer left. */
export const proposalStates = ['waiting', 'approved', 'refused', 'dropped'] as const;
export type ProposalState = (typeof proposalStates)[number];
