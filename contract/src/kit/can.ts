import type { ErrorCode } from '../errors/catalogue.ts';

/** Refusals for the state that a thing is in. */
export type StateRefusal = Extract<
  ErrorCode,
  | 'invalid_state'
  | 'order_failed'
  | 'order_not_delivered'
  | 'case_incomplete'
  | 'partner_not_approved'
  | 'partner_suspended'
>;
export type Can = { can: true } | { can: false; reason: StateRefusal };
