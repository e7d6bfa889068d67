import { listDecisionLimits, onePersonDefault, onePersonMax } from '../claims/index.ts';
import type { Db } from '../kit/database/index.ts';
import { termsInUse } from '../partners/index.ts';
import { DEFAULT_TERMS, listServiceTerms, type ServiceTerms } from '../service-levels/index.ts';

export interface ClaimTerms {
  /** For every currency that partners use or that has a limit, in minor units. */
  readonly limits: readonly {
    currency: string;
    onePersonMax: number;
    /** What it is unless it is set. */
    oneDefault: number;
    own: boolean;
  }[];
  readonly tiers: readonly (ServiceTerms & { tier: string })[];
  /** Tiers in use or in the catalogue without terms of their own. */
  readonly tiersWithout: readonly string[];
  readonly defaults: typeof DEFAULT_TERMS;
}

/** The approval limits of one person, and the service terms of partners. */
export async function listTerms(
  db: Db,
  tiersOf: (currency: string) => readonly { readonly name: string }[],
): Promise<ClaimTerms> {
  const set = await listDecisionLimits(db);
  const inUse = await termsInUse(db);
  const currencies = new Set([...set, ...inUse.currencies]);
  const tiers = await listServiceTerms(db);
  const listed = [...currencies].flatMap((currency) => tiersOf(currency).map(({ name }) => name));
  const without = new Set([...inUse.tiers, ...listed]);
  for (const { tier } of tiers) without.delete(tier);
  return {
    limits: await Promise.all(
      [...currencies].sort().map(async (currency) => ({
        currency,
        onePersonMax: await onePersonMax(db, currency),
        oneDefault: onePersonDefault(currency),
        own: set.includes(currency),
      })),
    ),
    tiers,
    tiersWithout: [...without].sort(),
    defaults: DEFAULT_TERMS,
  };
}
