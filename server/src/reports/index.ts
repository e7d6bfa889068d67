export {
  type ClaimRate,
  ratesByLot,
  ratesByPartner,
  ratesByRegion,
  ratesBySupplier,
} from './claim-rates.ts';
export { listTerms } from './list-claim-terms.ts';
export { type SupplierFigures, withFigures } from './supplier-figures.ts';
