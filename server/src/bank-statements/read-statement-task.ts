import type { CsvMap } from '@psnb2b/contract';
import { notThisFile } from '../kit/csv/index.ts';
import { type PlainRefusal, plainOf, Refusal } from '../kit/refusal.ts';
import { readCamt } from './read-camt.ts';
import { readCsvStatement } from './read-csv.ts';
import type { ReadStatement } from './statement.ts';

export interface GivenStatement {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The chosen account; null: the file says whose it is. */
  readonly account: {
    readonly name: string;
    readonly currency: string;
    readonly map: CsvMap | null;
  } | null;
}

/** Reads a file of bank statements by its content, as a task for a thread. */
export async function run({
  bytes,
  account,
}: GivenStatement): Promise<
  { readonly statements: ReadStatement[] } | { readonly refused: PlainRefusal }
> {
  try {
    if (isXml(bytes)) return { statements: readCamt(bytes) };
    if (!account)
      throw notThisFile('A CSV file does not say of which account it is: choose the account.');
    if (!account.map)
      throw notThisFile(
        `Nobody has said yet what the columns of the CSV files of ${account.name} are: choose the file in the console, and choose its columns.`,
      );
    return { statements: [readCsvStatement(bytes, account.map, account.currency)] };
  } catch (error) {
    if (error instanceof Refusal) return { refused: plainOf(error) };
    throw error;
  }
}

function isXml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1').replaceAll('\0', '');
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,100}</.test(head);
}
