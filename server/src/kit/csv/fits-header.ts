import { isBlank } from '@psnb2b/contract';

/** Whether a record has the cells of its header; spreadsheets add empty cells at the end of a row. */
export function fitsHeader(fields: readonly string[], cells: number): boolean {
  if (fields.length === cells) return true;
  return fields.length > cells && fields.slice(cells).every(isBlank);
}
