export { addTestStock } from './add-test-stock.ts';
export type { ImportProgress } from './chunk-store.ts';
export type { CodesSource } from './codes-source.ts';
export { confirmLot, type Oddness, oddnessOf } from './confirm-lot.ts';
export {
  type CostCeiling,
  type CostSpan,
  costCeilings,
  costsOfProducts,
  type StockCosts,
} from './costs-of-products.ts';
export { countHeld } from './count-held.ts';
export { countStock, type StockCount } from './count-stock.ts';
export { currentCursor } from './current-cursor.ts';
export { discardLot } from './discard-lot.ts';
export { discardUnsold, lockUnsold, type UnsoldLot } from './discard-unsold.ts';
export { ensureShelves } from './ensure-shelves.ts';
export { expireLanes, unexpireLanes } from './expire-lanes.ts';
export { filesOfLots, findImported } from './find-imported.ts';
export { findInventoryItem } from './find-inventory-item.ts';
export { type CodeSought, findPlace, soughtValues } from './find-place.ts';
export { findFingerprints, readFingerprints } from './fingerprints.ts';
export {
  discardCodes,
  type FrozenShelf,
  freezeStock,
  frozenShelves,
  lockImports,
  noteLostCodes,
  unfreezeShelf,
} from './freeze-stock.ts';
export { LotBusy } from './import-connection.ts';
export { type ImportedLot, type ImportOrder, importLot } from './import-lot.ts';
export { type ImportTerms, NO_TERMS, termsText } from './import-terms.ts';
export { stockInvariants } from './invariants.ts';
export { Inventory, type InventoryBuyer } from './inventory.ts';
export { chooseEncoding } from './inventory-encoding.ts';
export { matchesTag } from './inventory-etag.ts';
export type { InventoryFilter, InventoryPage } from './inventory-pages.ts';
export { isSpoiled } from './is-spoiled.ts';
export {
  discardCodesDefault,
  discardedAlone,
  type SetStockLimits,
  type StockLimits,
  stockLimits,
  writeStockLimits,
} from './limits.ts';
export { listDiscarded } from './list-discarded.ts';
export { listImported } from './list-imported.ts';
export { listInventory } from './list-inventory.ts';
export { listInventoryChanges } from './list-inventory-changes.ts';
export { countHeldLots, type ListedLot, listLots, lotFiles, lotPages } from './list-lots.ts';
export { listRejects, rejectPages } from './list-rejects.ts';
export { type LotSales, lotSales } from './lot-sales.ts';
export type { OnStock } from './on-stock.ts';
export { type CodeOrigin, originOf, originsOf, runsOfLot } from './origins.ts';
export { listCodePatterns, type PatternOwner, setCodePatterns } from './patterns.ts';
export { productsInStock } from './products-in-stock.ts';
export { productsOfCodes } from './products-of-codes.ts';
export { recallLot } from './recall-lot.ts';
export { sealInvariant } from './seal-invariant.ts';
export { lockLotOf, type SealedPlace, type StockPlace, sealedForResale } from './sealed-at.ts';
export { setThreshold, setThresholds, type Threshold } from './set-threshold.ts';
export { ShelfDirectory } from './shelf-directory.ts';
export { type Statement, stateTerms } from './state-terms.ts';
export {
  countLow,
  type LevelCost,
  type LevelState,
  productsAt,
  type StockLevel,
  stockLevels,
} from './stock-levels.ts';
export { countElsewhere, type LotProduct, stockOfLot } from './stock-of-lot.ts';
export { type SupplierStock, stockOfSuppliers, type UnsoldCost } from './stock-of-suppliers.ts';
export { type StockRank, stockRanks } from './stock-ranks.ts';
export { noteSoldOut, takeLow } from './watch-levels.ts';
export { writePaces } from './write-paces.ts';
export { readRejects, saveRejects } from './write-rejects.ts';
