import type { CsvMap } from '@psnb2b/contract';

/** A bank account of the operator whose statements are imported. */
export interface BankAccount {
  readonly accountId: string;
  readonly name: string;
  /** IBAN or the bank's own number, in capitals without blanks; null: its files do not name it. */
  readonly number: string | null;
  /** ISO 4217. */
  readonly currency: string;
  /** What the columns of its CSV files are; null before somebody said so. */
  readonly csvMap: CsvMap | null;
  readonly addedAt: Date;
  readonly addedBy: string;
}

export const accountColumns = `account_id AS "accountId", name, number, currency, csv_map AS "csvMap", added_at AS "addedAt",
  added_by AS "addedBy"`;
