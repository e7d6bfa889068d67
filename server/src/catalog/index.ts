export { addProduct, addRegion } from './add-product.ts';
export {
  type CatalogSnapshot,
  catalogSnapshot,
  type PriceTerms,
  type Quote,
  type SetPrice,
} from './catalog-snapshot.ts';
export { denominationMilli, denominationText, parseDenomination } from './denomination.ts';
export { listPriceTakesTwo } from './list-price-takes-two.ts';
export { loadCatalogue } from './load-catalogue.ts';
export { loadSnapshot } from './load-snapshot.ts';
export { halvesPrices, lowersPrices } from './lowers-prices.ts';
export { ownPriceTakesTwo } from './own-price-takes-two.ts';
export { parseRegion } from './parse-region.ts';
export { formatPercent, parsePercent } from './percent.ts';
export { type PriceStep, planPrices } from './plan-prices.ts';
export { nextTier, type Tier, tierFor, unitPrice } from './price.ts';
export { priceChangeNames } from './price-change-names.ts';
export {
  approvePriceChange,
  type CountedPriceChange,
  endPriceChange,
  findPriceChange,
  insertPriceChange,
  linesOfPriceChange,
  listDuePriceChanges,
  listPriceChanges,
  listWaitingPriceChanges,
  lockPriceChange,
  lockScheduledOf,
  nextScheduled,
  type PriceLine,
  postponePriceChange,
  priceChangePages,
  pricesSetSince,
  type StoredPriceChange,
} from './price-changes.ts';
export { type PriceFileLine, priceFileLines } from './price-file-lines.ts';
export { listPriceFloors, type StoredFloor, WHOLE_SHOP, writePriceFloor } from './price-floors.ts';
export {
  lastPriceEntry,
  listPriceHistory,
  type PriceEntry,
  type PriceHistoryFilters,
  priceHistoryPages,
} from './price-history.ts';
export { isPercentJump, type JumpFacts, jumpOf, sayJump, worthAt } from './price-jump.ts';
export { priceListNames } from './price-list-names.ts';
export {
  type FixedPriceStep,
  findPriceList,
  insertPriceList,
  listPriceLists,
  partnersOfPriceList,
  type StoredPriceList,
  writeFixedPrices,
  writePartnerList,
  writePriceList,
} from './price-lists.ts';
export { bpsOfPercent, floorOver, type PriceRule, priceByRule } from './price-rule.ts';
export {
  PRODUCT_STATUSES,
  type Product,
  type ProductStatus,
  type Region,
  skuOf,
} from './product.ts';
export { storeProductFloors } from './product-floors.ts';
export { productIdsOf } from './product-ids-of.ts';
export { productSkus } from './product-skus.ts';
export { publicCatalogue } from './public-catalogue.ts';
export { type FixedPriceRow, readFixedPrices } from './read-fixed-prices.ts';
export { type PriceRow, partnersIn, readPrices } from './read-prices.ts';
export {
  type ProductFilters,
  productPages,
  regionName,
  searchProducts,
} from './search-products.ts';
export { type PriceSetting, setPrices } from './set-prices.ts';
export { setProductStatus } from './set-product-status.ts';
export { readTiers, refuseHalved, setTiers, type TierRow } from './set-tiers.ts';
export { listTierSets, type TierSetRow, writeTiers } from './tier-sets.ts';
export { type TierFault, tiersFaults } from './tiers-faults.ts';
export { type CatalogWatch, watchCatalog } from './watch-catalog.ts';
export { type PriceCause, writePrices } from './write-prices.ts';
