export * from './account/schemas.ts';
export { type SavedView, savedViewsMax } from './account/views.ts';
export * from './adjustments/schemas.ts';
export * from './alerts/kinds.ts';
export * from './alerts/schemas.ts';
export * from './apps/pages.ts';
export * from './balance/schemas.ts';
export * from './balance/transactions.ts';
export * from './bank-statements/csv-map.ts';
export * from './bank-statements/lines.ts';
export * from './bank-statements/schemas.ts';
export * from './bank-statements/states.ts';
export * from './bank-statements/survey-csv.ts';
export * from './calls/live-topics.ts';
export * from './calls/operations.ts';
export * from './calls/secret-paths.ts';
export * from './calls/web-app-operations.ts';
export * from './certification/checks.ts';
export * from './certification/schemas.ts';
export * from './check/index.ts';
export * from './claims/claimable.ts';
export * from './claims/csv.ts';
export * from './claims/figures.ts';
export * from './claims/schemas.ts';
export * from './claims/states.ts';
export * from './claims/terms.ts';
export * from './claims/test-descriptions.ts';
export * from './claims/web-app-schemas.ts';
export * from './deposit-methods/assets.ts';
export * from './deposit-methods/schemas.ts';
export * from './deposits/schemas.ts';
export * from './deposits/states.ts';
export * from './deposits/web-app-schemas.ts';
export * from './errors/catalogue.ts';
export * from './errors/entry.ts';
export * from './errors/on-demand.ts';
export * from './events/samples.ts';
export * from './events/schemas.ts';
export * from './files/schemas.ts';
export * from './health/schemas.ts';
export * from './imports/columns.ts';
export * from './imports/schemas.ts';
export * from './incidents/schemas.ts';
export * from './incidents/states.ts';
export * from './inventory/catalogue.ts';
export * from './inventory/schemas.ts';
export * from './invoicing/ageing.ts';
export * from './invoicing/schemas.ts';
export * from './invoicing/terms.ts';
export * from './keys/own-key.ts';
export * from './keys/report.ts';
export * from './keys/schemas.ts';
export * from './keys/states.ts';
export * from './kit/can.ts';
export { isBlank } from './kit/csv/blank.ts';
export { type CsvRecord, RecordReader } from './kit/csv/record-reader.ts';
export { splitRecord } from './kit/csv/split-record.ts';
export * from './kit/currency-decimals.ts';
export * from './kit/field-codes.ts';
export { type IdParam, type IdPrefix, isIdPrefix, paramPrefixes } from './kit/id-prefixes.ts';
export * from './kit/limits.ts';
export * from './kit/operation.ts';
export * from './kit/paths-of.ts';
export * from './kit/personal.ts';
export { type Meaning, type Means, meaningOf } from './kit/primitives.ts';
export * from './kit/problem.ts';
export * from './kit/roles.ts';
export * from './kit/web-app-operation.ts';
export * from './kyc/schemas.ts';
export * from './kyc/states.ts';
export * from './ledger/schemas.ts';
export * from './ledger/states.ts';
export * from './lots/schemas.ts';
export * from './lots/withdrawn.ts';
export * from './openapi/document.ts';
export * from './openapi/error-page.ts';
export * from './openapi/web-app.ts';
export * from './orders/codes.ts';
export * from './orders/look-up.ts';
export * from './orders/return-terms.ts';
export * from './orders/returns.ts';
export * from './orders/reveals.ts';
export * from './orders/schemas.ts';
export * from './orders/spending.ts';
export * from './orders/staff-schemas.ts';
export * from './orders/states.ts';
export * from './orders/test-quantities.ts';
export * from './orders/trace.ts';
export {
  MaskedCode,
  type OrderBuyer,
  type OrderSort,
  ordersCsvColumns,
  PortalOrder,
  PortalOrderFilters,
  PortalOrderQuery,
  PortalReveal,
} from './orders/web-app-schemas.ts';
export * from './partners/new-partner.ts';
export * from './partners/notes.ts';
export * from './partners/prices.ts';
export * from './partners/queue-names.ts';
export * from './partners/schemas.ts';
export * from './partners/suspension.ts';
export * from './partners/tier.ts';
export * from './partners/today-lists.ts';
export * from './partners/waits.ts';
export * from './people/access.ts';
export * from './people/schemas.ts';
export * from './people/sessions.ts';
export * from './price-changes/schemas.ts';
export * from './price-changes/states.ts';
export * from './price-history/schemas.ts';
export * from './price-lists/schemas.ts';
export { priceCsvColumns } from './products/price-csv.ts';
export * from './proposals/schemas.ts';
export * from './proposals/states.ts';
export * from './purchases/schemas.ts';
export * from './quotas/schemas.ts';
export * from './recalls/schemas.ts';
export * from './records/audit-acts.ts';
export * from './records/schemas.ts';
export * from './request-log/schemas.ts';
export * from './sales/schemas.ts';
export * from './sales/today.ts';
export * from './search/schemas.ts';
export * from './set-up/schemas.ts';
export * from './set-up/steps.ts';
export {
  Setting,
  type SettingCsvLine,
  SettingQuery,
  settingCsvColumns,
} from './settings/console.ts';
export * from './settings/groups.ts';
export * from './shop/schemas.ts';
export * from './shop/tones.ts';
export * from './stock/schemas.ts';
export * from './supplier-claims/schemas.ts';
export * from './test-mode/examples.ts';
export * from './test-mode/schemas.ts';
export * from './tickets/schemas.ts';
export * from './tickets/states.ts';
export * from './tiers/schemas.ts';
export * from './webhooks/schemas.ts';
export * from './webhooks/signature.ts';
export * from './webhooks/staff-schemas.ts';
export * from './webhooks/states.ts';
export * from './webhooks/web-app-schemas.ts';
