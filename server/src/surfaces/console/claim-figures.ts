import { type ClaimFigures, claimRatesMax } from '@psnb2b/contract';
import type { Static } from 'typebox';
import { serviceFigures } from '../../claims/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { DAY_MS } from '../../kit/time.ts';
import { partnerNames } from '../../partners/index.ts';
import {
  type ClaimRate,
  ratesByLot,
  ratesByPartner,
  ratesByRegion,
  ratesBySupplier,
} from '../../reports/index.ts';
import { lotFiles } from '../../stock/index.ts';
import { supplierNames } from '../../suppliers/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Claim rates and response times, for staff. */
export function claimFiguresRoutes({ database, catalog }: Parts) {
  const { reads } = database;
  return onConsole({
    getClaimFigures: async (call) => {
      const until = call.at;
      const from = new Date(until.getTime() - (call.query.days ?? 30) * DAY_MS);
      const lots = (await ratesByLot(reads)).slice(0, claimRatesMax);
      const partners = (await ratesByPartner(reads, from, until)).slice(0, claimRatesMax);
      const times = await serviceFigures(reads, from, until);
      const files = await lotFiles(reads, namesOf(lots));
      const names = await partnerNames(reads, namesOf(partners));
      const suppliers = await ratesBySupplier(reads);
      const named = await supplierNames(
        reads,
        namesOf(suppliers).filter((name) => name !== ''),
      );
      const figures: Static<typeof ClaimFigures> = {
        object: 'claim_figures',
        from: from.toISOString(),
        until: until.toISOString(),
        lots: lots.map((each) =>
          presentRate({ ...each, name: formatId('lot', each.name) }, files.get(each.name)),
        ),
        suppliers: suppliers.map((each) =>
          // nothing: lots without a supplier have no name.
          presentRate(
            { ...each, name: each.name && formatId('sup', each.name) },
            named.get(each.name),
          ),
        ),
        partners: partners.map((each) =>
          presentRate({ ...each, name: formatId('prt', each.name) }, names.get(each.name)),
        ),
        regions: (await ratesByRegion(reads, catalog.product, from, until)).map((each) =>
          presentRate(each),
        ),
        times: times.map((each) => ({
          priority: each.priority,
          claims: each.claims,
          decided: each.decided,
          in_time: each.inTime,
          answer_median_ms: each.answerMedianMs,
          decision_median_ms: each.decisionMedianMs,
          decision_p90_ms: each.decisionP90Ms,
        })),
      };
      return json(200, figures);
    },
  });
}

function namesOf(rates: readonly ClaimRate[]): string[] {
  return rates.map(({ name }) => name);
}

function presentRate({ rateBps, ...rate }: ClaimRate, title: string | null = null) {
  return { ...rate, title, rate_bps: rateBps };
}
