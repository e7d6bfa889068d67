import { listDecisionLimits, onePersonMax } from '../claims/index.ts';
import type { Db } from '../kit/database/index.ts';
import { listPartners, listTenants } from '../partners/index.ts';
import { DEFAULT_TERMS, listServiceTerms, type ServiceTerms } from '../service-levels/index.ts';

export interface ClaimTerms {
  /** Of every currency that partners use or a limit is set for, in minor units. */
  readonly limits: readonly { currency: string; onePersonMax: number; own: boolean }[];
  readonly tiers: readonly (ServiceTerms & { tier: string })[];
  /** Tiers in use or in the catalogue that have the default. */
  readonly tiersWithout: readonly string[];
  readonly defaults: typeof DEFAULT_TERMS;
}

/** What people may decide alone, and what partners are promised. */
export async function listTerms(
  db: Db,
  tiersOf: (currency: string) => readonly { readonly name: string }[],
): Promise<ClaimTerms> {
  const set = await listDecisionLimits(db);
  const partners = await listPartners(db);
  const currencies = new Set([...set, ...partners.map(({ currency }) => currency)]);
  const tiers = await listServiceTerms(db);
  const used = (await listTenants(db)).map(({ tier }) => tier);
  const listed = [...currencies].flatMap((currency) => tiersOf(currency).map(({ name }) => name));
  const without = new Set([...used, ...listed].filter((tier) => tier !== ''));
  for (const { tier } of tiers) without.delete(tier);
  return {
    limits: await Promise.all(
      [...currencies].sort().map(async (currency) => ({
        currency,
        onePersonMax: await onePersonMax(db, currency),
        own: set.includes(currency),
      })),
    ),
    tiers,
    tiersWithout: [...without].sort(),
    defaults: DEFAULT_TERMS,
  };
}
