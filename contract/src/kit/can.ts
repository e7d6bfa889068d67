import type { ErrorCode } from '../errors/catalogue.ts';

/** Refusals because of a thing's state. */
export type StateRefusal = Extract<
  ErrorCode,
  | 'invalid_state'
  | 'hold_expired'
  | 'order_failed'
  | 'order_not_delivered'
  | 'case_incomplete'
  | 'partner_not_approved'
  | 'partner_suspended'
>;
export type Can = { can: true } | { can: false; reason: StateRefusal };
