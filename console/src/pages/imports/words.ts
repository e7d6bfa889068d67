import { groupDigits } from '@psnb2b/ui';
import { some } from '../../some.ts';

/** The texts of the import pages. */
export const words = {
  title: 'Imports',
  lead: 'Files of codes that were sent with a browser, newest first. Each becomes a lot.',
  import: 'Import a file',
  importLead:
    'The first line names the columns: region, denomination, code, and optionally serial, expires_at and cost. Nothing is for sale before the whole file was read.',
  file: 'File of codes',
  tables: {
    words: 'CSV or text, up to 100 MiB',
    bytesMax: 100 * 1024 * 1024,
    tooLarge: 'The file is larger than 100 MiB; divide it into several files.',
  },
  empty: 'The file is empty.',
  change: 'Choose another file',
  supplier: 'Supplier',
  supplierHint: 'Without a supplier nobody can be asked for money when codes turn out bad.',
  noSupplier: 'no supplier named',
  noSuchSupplier: 'No active supplier has this in its name.',
  currency: 'Cost currency',
  currencyHint: (known: string) => `If you leave it empty: ${known}.`,
  currencyOfSupplier: 'that of the supplier, or USD',
  product: 'Product',
  productHint: 'Of all rows, because the file does not say it.',
  productHalf:
    'The file has only one of region and denomination. Leave that column unread and choose a product.',
  findProduct: 'Type a region or a value',
  cost: 'Cost of each code',
  costHint: 'Leave it empty if you do not know it.',
  expires: 'Last day of each code',
  expiresHint: 'Leave it empty if the codes do not expire.',
  columns: 'Columns of the file',
  columnsLead: 'Nothing of the file has been sent yet.',
  column: (position: number) => `Column ${groupDigits(position)}`,
  meaning: (name: string) => `Meaning of ${name}`,
  choose: 'Choose',
  meanings: {
    region: 'Region',
    denomination: 'Denomination',
    code: 'Code',
    serial: 'Serial number',
    expires_at: 'Expiry',
    cost: 'Cost',
    ignore: 'Not read',
  },
  firstLine: 'The first line',
  firstLineHint:
    'We know none of its names. A row must not be mistaken for a header, or its code is lost.',
  firstLines: { header: 'names the columns', row: 'is a row already' },
  send: 'Import',
  missing: 'Say what each column is, and which product the codes are for.',

  state: 'State',
  states: {
    sending: 'Upload',
    waiting: 'Waiting',
    reading: 'Importing',
    cancelling: 'Cancelling',
    done: 'Imported',
    refused: 'Refused',
    cancelled: 'Cancelled',
  },
  accepted: 'Accepted',
  refusedRows: 'Refused rows',
  begun: 'Begun',
  none: 'No file was imported with a browser yet',
  noneHint: 'Choose a file above. Imports on the command line appear under Lots.',

  sending: (done: string, all: string) => `${done} of ${all} sent.`,
  sendingHint: 'Leave this tab open until the file is sent; you may open other pages in it.',
  sentBy: 'Somebody else sends this file, or you send it in another tab.',
  stopped: (part: string) => `The upload stopped at ${part}`,
  stoppedHint: 'Nothing of it is for sale. Choose the same file to continue.',
  otherFile: (name: string, size: string) =>
    `It is another file. This import began with ${name}, which has ${size}.`,
  cannotCompare:
    'This browser cannot compare the file with the imported one: open the console by HTTPS, or correct the rows in a file of your own.',
  sameSize: (name: string) =>
    `It is another file: it differs from ${name}, which was imported, although both have the same size.`,
  again: 'Continue',
  waiting: 'The file is complete and is read next. You may close this page.',
  reading: (accepted: number, refused: number) =>
    `${some(accepted, 'code')} read, ${some(refused, 'row')} refused. You may close this page.`,
  readingTitle: 'Reading the file',
  sendingTitle: 'Sending the file',
  cancelling: 'The codes that were read are being deleted.',
  cancelled: 'Nothing of the file is here. You can import it again.',
  cancel: 'Cancel the import',
  cancelSays:
    'What arrived is deleted, and so are codes that were read. You can import the file again.',
  refused: 'The file was refused, and nothing of it was imported',
  another: 'Import another file',
  done: (codes: number) => `${some(codes, 'code')} accepted.`,
  held: 'The lot is held: somebody must confirm it before its codes are for sale.',
  repeated: 'This file was imported before. Nothing was added.',
  lot: 'Lot',
  openLot: 'Open the lot',
  bytes: 'Size',
  duplicates: 'Duplicates',
  rejected: 'Rejected',
  begunBy: 'Begun by',
  ended: 'Ended',
  about: 'About',
  id: 'Import',

  correct: 'Correct the rows',
  correctLead:
    'The rows come from the file on your computer. Rows that you change are imported as a file of their own; the others are left out.',
  needFile: 'The server does not keep refused rows. Choose the file to see and correct them.',
  row: (line: number) => `Line ${groupDigits(line)}`,
  sendCorrected: (rows: number) => `Import ${some(rows, 'corrected row')}`,
  save: 'Save the refused rows as a file',
  tooMany: (rows: number) =>
    `Only the first ${groupDigits(rows)} rows can be corrected here. Save them as a file to correct all.`,
};

/** The name of the file with corrected rows. */
export function correctedName(name: string): string {
  return `${name.replace(/\.\w{1,5}$/, '')}-corrected.csv`;
}

/** The name of the file with refused rows. */
export function refusedName(name: string): string {
  return `${name.replace(/\.\w{1,5}$/, '')}-refused.csv`;
}
