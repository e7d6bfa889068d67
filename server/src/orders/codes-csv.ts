import { type OrderCode, orderCodesCsvColumns } from '@psnb2b/contract';
import { type CsvForm, csvLine } from '../kit/csv/index.ts';

/** The codes as a CSV file: one line per code, after the names of the columns. */
export function codesCsv(codes: readonly OrderCode[], form: CsvForm): string {
  const lines = codes.map((code) =>
    csvLine(
      orderCodesCsvColumns.map((column) => code[column as keyof OrderCode]),
      form,
    ),
  );
  return csvLine(orderCodesCsvColumns) + lines.join('');
}
