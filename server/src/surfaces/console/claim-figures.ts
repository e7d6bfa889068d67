import { ClaimFigures } from '@psnb2b/contract';
import { json } from '../../kit/http/index.ts';
import { formatId, type IdPrefix } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { type ClaimRate, claimFigures } from '../../reports/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Claim rates and response times, for staff. */
export function claimFiguresRoutes({ database, catalog }: Parts) {
  return onConsole({
    getClaimFigures: async ({ at: until, query: { days = 30 } }) => {
      const figures = await claimFigures(database.reads, catalog.product, until, days);
      const row = {
        ...figures,
        lots: named('lot', figures.lots),
        suppliers: named('sup', figures.suppliers),
        partners: named('prt', figures.partners),
      };
      return json(200, present(ClaimFigures, row));
    },
  });
}

/** What has no name, as lots without a supplier, has no id either. */
function named<Rate extends ClaimRate>(prefix: IdPrefix, rates: readonly Rate[]): Rate[] {
  return rates.map((rate) => ({ ...rate, name: rate.name && formatId(prefix, rate.name) }));
}
