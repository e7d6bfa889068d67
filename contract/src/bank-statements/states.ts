/**
 * `open`: nobody has decided what it is. `matched`: deposits of partners account for all of it. `not_ours`: no payment of a partner.
 * `outgoing`: money that left the account.
 */
export const bankLineStates = ['open', 'matched', 'not_ours', 'outgoing'] as const;
export type BankLineState = (typeof bankLineStates)[number];

/** The lists in which people see lines. `open`: `ready` and `look` together. `ready`: reference, currency and partner agree. `not_ours` has outgoing ones, too. */
export const bankLineTabs = ['open', 'ready', 'look', 'not_ours', 'done'] as const;
export type BankLineTab = (typeof bankLineTabs)[number];

/**
 * Where a statement stands among those of its account. `first`: no earlier one is here. `fits`: it begins with the balance that an
 * earlier one has. `gap`: it does not. `overlap`: it shares days with another one that disagrees. `unknown`: a balance is missing.
 */
export const chainStates = ['first', 'fits', 'gap', 'overlap', 'unknown'] as const;
export type ChainState = (typeof chainStates)[number];

/**
 * What can agree between a line and a partner, or a deposit. The last four only ever speak against crediting a line without a look at it:
 * somebody decided on it before, another line may be the same payment, the bank seems to have returned it, or there are too many
 * deposits to compare it with.
 */
export const matchFacts = [
  'reference',
  'account',
  'name',
  'amount',
  'currency',
  'active',
  'deposit',
  'decided',
  'twin',
  'returned',
  'compared',
] as const;
export type MatchFact = (typeof matchFacts)[number];

/** Lines that one call accepts, and parts into which a line is split. */
export const acceptLinesMax = 200;
export const lineSplitMax = 20;
