export {
  addBankTransfer,
  addDigitalAsset,
  type NewBankTransfer,
  type NewDigitalAsset,
} from './add-deposit-method.ts';
export { confirmDepositMethod } from './confirm-deposit-method.ts';
export { hasCheckDigits, readCreditorReference } from './creditor-reference.ts';
export { isDecimalAbove0, isLess } from './decimals.ts';
export { type DepositMethod, methodStatus } from './deposit-method.ts';
export { importAddresses } from './import-addresses.ts';
export { nameOfMethod } from './name-method.ts';
export {
  addressesOf,
  creditorReferenceOf,
  creditorReferences,
  takeAddress,
  tenantOfReference,
  tenantsOfHints,
  tenantsOfReferences,
} from './pay-in-details.ts';
export { archiveDepositMethod, type MethodTerms, setDepositMethod } from './set-deposit-method.ts';
export { findDepositMethod, listDepositMethods, type MethodAndAddresses } from './store.ts';
