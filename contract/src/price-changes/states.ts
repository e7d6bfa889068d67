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

/**
 * Why a price looks like a slip of a digit or of a currency, and is confirmed line by line. `price`: it is ten times the one before or
 * more, or the one before ten times it. `face_value`, `cost`: it is twice what its face value is worth, or what its codes cost, or
 * half of it. `currency`: it is the number on the card, which is in another currency.
 */
export const priceJumps = ['price', 'face_value', 'cost', 'currency'] as const;
export type PriceJump = (typeof priceJumps)[number];
