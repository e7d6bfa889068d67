export { madeGoodOf, owedBySuppliers, type SupplierDebt } from './owed-by-suppliers.ts';
export {
  bookRecoveries,
  countDue,
  listRecoveries,
  RECOVERY_STATES,
  type Recovery,
  type RecoveryState,
  settleRecovery,
  voidRecovery,
} from './recoveries.ts';
