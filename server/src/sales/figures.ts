import { shareOf } from '../kit/share-of.ts';

/** Sums of what was sold and came back, in minor units of one currency. */
export interface Sums {
  readonly soldCodes: number;
  readonly sold: number;
  readonly returnedCodes: number;
  readonly returned: number;
  readonly refundedCodes: number;
  readonly refunded: number;
  readonly replacedCodes: number;
  /** Codes that came back to stock after they were replaced or refunded. */
  readonly restockedCodes: number;
  /** Of the sold codes, those whose cost is known in this currency; what they sold for, and what of it came back. */
  readonly knownCodes: number;
  readonly knownSold: number;
  readonly knownBack: number;
  /** What codes with a known cost have cost, less those that came back to stock. */
  readonly cost: number;
  /** Sold codes whose cost is in another currency. */
  readonly foreignCodes: number;
}

/** What a report shows; amounts in minor units. Margins are over what has a known cost only: an unknown cost is never zero. */
export interface Figures {
  readonly net: number;
  readonly sold: number;
  readonly returned: number;
  readonly refunded: number;
  /** Sold and not returned. */
  readonly codes: number;
  /** Codes that were replaced or refunded. */
  readonly madeGood: number;
  /** Null: of no sold code a cost is known. */
  readonly cost: number | null;
  readonly margin: number | null;
  /** Of the net sales with a known cost; null: there are none. */
  readonly marginBps: number | null;
  /** How much of the sales has a known cost; null: nothing was sold. */
  readonly knownBps: number | null;
  readonly unknownCodes: number;
  readonly foreignCodes: number;
}

export const noSums: Sums = {
  soldCodes: 0,
  sold: 0,
  returnedCodes: 0,
  returned: 0,
  refundedCodes: 0,
  refunded: 0,
  replacedCodes: 0,
  restockedCodes: 0,
  knownCodes: 0,
  knownSold: 0,
  knownBack: 0,
  cost: 0,
  foreignCodes: 0,
};

const members = Object.keys(noSums) as (keyof Sums)[];

export function addSums(a: Sums, b: Sums): Sums {
  return Object.fromEntries(members.map((name) => [name, a[name] + b[name]])) as never;
}

export function figuresOf(sums: Sums): Figures {
  const { sold, returned, refunded, soldCodes, knownSold, knownBack, cost } = sums;
  const isKnown = knownSold !== 0 || knownBack !== 0 || cost !== 0;
  const knownNet = knownSold - knownBack;
  const margin = knownNet - cost;
  return {
    net: sold - returned - refunded,
    ...{ sold, returned, refunded },
    codes: soldCodes - sums.returnedCodes,
    madeGood: sums.refundedCodes + sums.replacedCodes,
    cost: isKnown ? cost : null,
    margin: isKnown ? margin : null,
    marginBps: isKnown && knownNet > 0 ? shareOf(margin, knownNet) : null,
    knownBps: sold > 0 ? shareOf(knownSold, sold) : null,
    unknownCodes: soldCodes - sums.knownCodes,
    foreignCodes: sums.foreignCodes,
  };
}
