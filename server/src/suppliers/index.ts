export { addSupplier, type NewSupplier } from './add-supplier.ts';
export { archiveSupplier, holdOpenSupplier, restoreSupplier } from './archive-supplier.ts';
export { ensureSupplier } from './ensure-supplier.ts';
export { findSupplier, namedSupplier, supplierNames } from './find-supplier.ts';
export { listSuppliers, type SupplierFilters, supplierPages } from './list-suppliers.ts';
export { setSupplier } from './set-supplier.ts';
export { CLAIM_DAYS, CLAIM_DAYS_MAX, type Supplier, type SupplierTerms } from './supplier.ts';
