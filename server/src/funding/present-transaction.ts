import * as contract from '@psnb2b/contract';
import { present } from '../kit/present.ts';
import type { Transaction } from './list-transactions.ts';

/** A line of the statement as its partner sees it. */
export function presentTransaction(currency: string) {
  return (transaction: Transaction) => present(contract.Transaction, { ...transaction, currency });
}
