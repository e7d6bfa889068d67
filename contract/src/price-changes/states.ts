/**
 * States of a price change. `waiting`: for a second admin, because a price may be below the floor. `scheduled`: for its time. An
 * `applied` one set its prices; a `cancelled` one set none.
 */
export const priceChangeStates = ['waiting', 'scheduled', 'applied', 'cancelled'] as const;
export type PriceChangeState = (typeof priceChangeStates)[number];

/** How new prices are made from what is there. */
export const priceRules = ['percent', 'cost_plus'] as const;
export type PriceRuleKind = (typeof priceRules)[number];

/** Where amounts are rounded up to: the minor unit, the next that ends in 0 or 5, the next that ends in 9. */
export const priceRoundings = ['minor', 'x5', 'x9'] as const;
export type PriceRounding = (typeof priceRoundings)[number];

/** Why a rule makes no price for a product. */
export const skipReasons = ['no_price', 'cost_unknown', 'too_large'] as const;
export type SkipReason = (typeof skipReasons)[number];

/**
 * The result of one line when its change was applied. Two are left out: `below_floor`, and `superseded` if the price was set
 * again after the time of the change.
 */
export const priceLineResults = ['changed', 'unchanged', 'below_floor', 'superseded'] as const;
export type PriceLineResult = (typeof priceLineResults)[number];

/** A price that is so many times the one before, or the one before so many times it, is confirmed line by line. */
export const priceJump = 10;
