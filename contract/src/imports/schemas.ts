import { type Static, Type } from 'typebox';
import { importBytesMax, importColumnsMax, importPieceBytes, skuLengthMax } from '../kit/limits.ts';
import { amount, currency, id, nullable, time } from '../kit/primitives.ts';
import { line, listOf, listQuery, oneOf, oneOfOrNull, request } from '../kit/shapes.ts';
import { lotStatuses } from '../lots/schemas.ts';
import { codesColumns } from './columns.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });

/** The states of an import. */
export const importStates = [
  'sending',
  'waiting',
  'reading',
  'cancelling',
  'done',
  'refused',
  'cancelled',
] as const;

const ColumnMeaning = Type.Object(
  {
    position: Type.Integer({
      minimum: 1,
      maximum: importColumnsMax,
      description: 'Which column of the file, counted from 1.',
    }),
    meaning: oneOfOrNull(codesColumns, 'What it is; null: it is not read.'),
  },
  {
    additionalProperties: false,
    title: 'ColumnMeaning',
    description: 'What a column of a file is, whatever its name.',
  },
);

export const StockImport = Type.Object(
  {
    id: id('imp', 'Id of the import.'),
    object: Type.Literal('import'),
    file_name: Type.String({ description: 'Name of the file.' }),
    bytes: Type.Integer({ minimum: 1, description: 'Size of the file.' }),
    piece_bytes: Type.Integer({
      minimum: 1,
      description: 'Size of each piece of the file; only the last one is smaller.',
    }),
    sha256: nullable(
      Type.String({
        description:
          'SHA-256 of the file; null if the browser could not compute it and the file was not read yet.',
      }),
    ),
    supplier: Type.String({ description: 'Its supplier; empty if unknown.' }),
    supplier_id: nullable(id('sup', 'Id of its supplier; null if unknown.')),
    cost_currency: currency('Currency of its costs.'),
    sku: nullable(
      Type.String({ description: 'The product of all rows; null if the file names products.' }),
    ),
    cost: nullable(Type.String({ description: 'Cost of each code; null if the file says it.' })),
    expires_at: nullable(
      Type.String({ description: 'Last day of each code; null if the file says it.' }),
    ),
    columns: Type.Array(ColumnMeaning, { description: 'The stated meanings of columns.' }),
    headless: Type.Boolean({ description: 'Whether the first line is a row already.' }),
    state: oneOf(
      importStates,
      '`sending`: pieces of the file arrive. `waiting`: the file is complete, and the worker reads it next. `refused`: ' +
        'the file as a whole was refused. Nothing of it is for sale before `done`.',
    ),
    bytes_sent: count('Bytes that arrived; the next piece begins there.'),
    bytes_read: count('Bytes of the file that the worker has read.'),
    accepted: count('Rows whose codes are in the lot.'),
    duplicates: count('Rows whose code was already imported, or occurs twice.'),
    rejected: count('Other refused rows.'),
    lot_id: nullable(id('lot', 'Its lot; null before the first row is read.')),
    lot_status: oneOfOrNull(lotStatuses, 'State of the lot; null if there is none.'),
    repeated: Type.Boolean({
      description: 'Whether the lot was already there, so that nothing was added.',
    }),
    fault: nullable(Type.String({ description: 'Why the file was refused, in a sentence.' })),
    begun_by: Type.String({ description: 'Who began it, as the audit names them.' }),
    begun_by_name: nullable(Type.String({ description: 'The name of that person.' })),
    begun_at: time('When it began.'),
    ended_at: nullable(time('When it ended; null before that.')),
  },
  { title: 'StockImport', description: 'A file of codes that is sent and imported as a lot.' },
);
export type StockImport = Static<typeof StockImport>;

export const StockImportList = listOf('StockImportList', 'Imports, newest first.', StockImport);
export const StockImportQuery = listQuery({
  state: Type.Optional(oneOf(importStates, 'Only in this state.')),
});

export const StockImportCreate = request(
  'StockImportCreate',
  'The file, and what it does not say.',
  {
    file_name: line(255, 'Name of the file, without a folder.'),
    bytes: Type.Integer({
      minimum: 1,
      maximum: importBytesMax,
      description: `Size of the file, at most ${importBytesMax / 1024 / 1024} MiB.`,
    }),
    sha256: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: 'Its SHA-256. A file that is already there is not sent again.',
      }),
    ),
    supplier_id: Type.Optional(
      Type.String({ maxLength: 60, description: 'Who sold us the codes.' }),
    ),
    cost_currency: Type.Optional(
      currency('Currency of the costs; by default that of the supplier, or USD.'),
    ),
    sku: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: skuLengthMax,
        description: 'The product of all rows, for a file without region and denomination.',
      }),
    ),
    cost: Type.Optional(amount('Cost of each code, for a file without costs.')),
    expires_at: Type.Optional(
      Type.String({
        format: 'date',
        description: 'Last day of each code, for a file without expiry.',
      }),
    ),
    columns: Type.Optional(
      Type.Array(ColumnMeaning, {
        maxItems: importColumnsMax,
        description: 'Columns whose names are not known here, or mean something else.',
      }),
    ),
    headless: Type.Optional(
      Type.Boolean({
        description: 'Whether the first line is a row already; then `columns` says what is in it.',
      }),
    ),
  },
);
export type StockImportCreate = Static<typeof StockImportCreate>;

export const ImportPieceQuery = Type.Object(
  {
    position: Type.Integer({
      minimum: 0,
      maximum: Math.ceil(importBytesMax / importPieceBytes),
      description: 'Which piece it is: 0 for the first.',
    }),
  },
  { additionalProperties: false },
);

export const LotReject = Type.Object(
  {
    line: Type.Integer({ minimum: 1, description: 'Line of the file.' }),
    reason: Type.String({ description: 'Why it was refused; never contains the code.' }),
  },
  { title: 'LotReject', description: 'A refused row of a file.' },
);
export type LotReject = Static<typeof LotReject>;
export const LotRejectList = listOf('LotRejectList', 'Refused rows, by line.', LotReject);
export const LotRejectQuery = listQuery({});
/** The columns of the CSV of refused rows, in this order. */
export const lotRejectCsvColumns = ['line', 'reason'] as const;
