import { transactionCsvColumns } from '@psnb2b/contract';
import {
  listTransactions,
  presentTransaction,
  type StatementParts,
  type TransactionFilters,
  transactionPages,
} from '../funding/index.ts';
import { NumberText } from '../kit/csv/index.ts';
import { csvPieces } from '../kit/http/index.ts';
import type { PageAsked } from '../kit/pages.ts';
import type { Tenant } from '../partners/index.ts';

/** The lines of a tenant's statement as CSV, newest first, piece by piece. `raw`: no cell is protected from spreadsheets. */
export function statementCsv(
  parts: StatementParts,
  { tenantId, currency }: Pick<Tenant, 'tenantId' | 'currency'>,
  wanted: Omit<TransactionFilters, keyof PageAsked<never>>,
  raw: boolean,
): AsyncGenerator<Buffer> {
  return csvPieces(
    transactionCsvColumns,
    transactionPages,
    { raw },
    (rows) => listTransactions(parts, tenantId, { ...wanted, ...rows }),
    (found) =>
      found.map(presentTransaction(currency)).map((each) => ({
        ...each,
        amount: new NumberText(each.amount),
        balance_after: new NumberText(each.balance_after),
      })),
  );
}
