import * as contract from '@psnb2b/contract';
import { present } from '../kit/present.ts';
import type { Figures } from '../sales/index.ts';
import type { SalesReport } from './sales-report.ts';
import type { TodaySales } from './today-sales.ts';

/** A report as people read it, with its largest groups; without costs for those who may not see them. */
export function presentSales(
  report: SalesReport,
  maySeeCosts: boolean,
  at: Date,
): contract.SalesReport {
  const { zone: timeZone, groups, totals } = report;
  const shown = groups.slice(0, contract.salesGroupsMax);
  return present(contract.SalesReport, {
    ...{ ...report, timeZone, asOf: at },
    totals: totals.map(({ currency, now, before }) => ({
      currency,
      now: { currency, ...withoutCosts(now, maySeeCosts) },
      before: { currency, ...withoutCosts(before, maySeeCosts) },
    })),
    groups: shown.map((each) => ({ ...each, ...withoutCosts(each, maySeeCosts) })),
    groupsLeftOut: groups.length - shown.length,
  });
}

/** Today as people read it; without costs for those who may not see them. */
export function presentTodaySales(
  { zone: timeZone, today: day, totals, ...rest }: TodaySales,
  maySeeCosts: boolean,
  at: Date,
): contract.TodaySales {
  return present(contract.TodaySales, {
    ...{ ...rest, timeZone, day, asOf: at },
    totals: totals.map(({ currency, now, yesterdayUntilNow, yesterday }) => ({
      currency,
      now: { currency, ...withoutCosts(now, maySeeCosts) },
      yesterdayUntilNow: { currency, ...withoutCosts(yesterdayUntilNow, maySeeCosts) },
      yesterday: { currency, ...withoutCosts(yesterday, maySeeCosts) },
    })),
  });
}

type Shown = Omit<Figures, 'unknownCodes' | 'foreignCodes'> & {
  readonly unknownCodes: number | null;
  readonly foreignCodes: number | null;
};

function withoutCosts(figures: Figures, maySeeCosts: boolean): Shown {
  if (maySeeCosts) return figures;
  const hidden = { cost: null, margin: null, marginBps: null, knownBps: null };
  return { ...figures, ...hidden, unknownCodes: null, foreignCodes: null };
}
