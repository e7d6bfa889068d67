export { claimFigures } from './claim-figures.ts';
export type { ClaimRate } from './claim-rates.ts';
export { countWaiting, endingSoon } from './count-waiting.ts';
export { readProgress, stepStates } from './get-started.ts';
export { listTerms } from './list-claim-terms.ts';
export { partnerClaimRate } from './partner-claim-rate.ts';
export {
  planThresholds,
  type ThresholdPlan,
  type ThresholdStep,
  type ThresholdWanted,
  thresholdsOf,
} from './plan-thresholds.ts';
export { presentSales, presentTodaySales } from './present-sales.ts';
export { floorsOf, type ProductFloor, productsBelowFloor } from './price-floors.ts';
export { type ProductFigures, withPrices } from './product-figures.ts';
export { type QueueWait, queueWaits } from './queue-waits.ts';
export { listQuotaFiles, listQuotaUses } from './quota-uses.ts';
export { dayEndsCsv, salesCsv } from './sales-csv.ts';
export {
  askedRange,
  type SalesAsked,
  type SalesBy,
  type SalesGroup,
  type SalesReport,
  salesReport,
} from './sales-report.ts';
export { judgeSetUp, readSetUp, type SetUpFacts } from './set-up.ts';
export { type SettingEffect, settingEffect } from './setting-effect.ts';
export type { SettingRow } from './setting-row.ts';
export { listSettings } from './settings.ts';
export { sortStock, stockPages } from './sort-stock.ts';
export { type StockFigures, withStock } from './stock-figures.ts';
export { type SupplierFigures, withFigures } from './supplier-figures.ts';
export { suspensionEffect } from './suspension-effect.ts';
export { todaySales } from './today-sales.ts';
