import { createHash } from 'node:crypto';
import { type CodesColumn, type CsvRecord, RecordReader } from '@psnb2b/contract';
import {
  type Encoding,
  encodingOf,
  findHeader,
  type Header,
  notThisFile,
  textReader,
} from '../kit/csv/index.ts';
import type { CodesSource } from './codes-source.ts';
import { formWith, type ImportTerms, NO_TERMS, refuseStatedTwice } from './import-terms.ts';

export interface CodesFile extends Header<CodesColumn> {
  readonly source: CodesSource;
  readonly sha256: Buffer;
  readonly bytes: number;
  readonly encoding: Encoding;
}

const INSPECTED_BYTES = 64 * 1024;
/** Some hundred rows: between two pieces, answers of the database are handled. */
const PIECE_BYTES = 8 * 1024;
/** No line of a code list is this long. */
const LINE_LENGTH_MAX = 64 * 1024;
/** The header must begin within this many bytes: far more than a line or two. */
const HEAD_LENGTH_MAX = 2 * LINE_LENGTH_MAX;

/**
 * Reads a whole file of codes once, before anything is stored, to determine its identity (SHA-256) and its encoding, and that it
 * is CSV text with our columns. Otherwise throws `validation_failed` with a sentence.
 */
export async function inspectCodesFile(
  source: CodesSource,
  terms: ImportTerms = NO_TERMS,
): Promise<CodesFile> {
  const hash = createHash('sha256');
  let encoding: Encoding = 'utf-8';
  let reader = textReader(encoding);
  let bytes = 0;
  let head = '';
  let lineLength = 0;
  for await (const piece of source.pieces(INSPECTED_BYTES)) {
    hash.update(piece);
    if (bytes === 0) {
      encoding = encodingOf(piece);
      reader = textReader(encoding);
    }
    bytes += piece.length;
    const text = reader.push(piece);
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    lineLength = end < 0 ? lineLength + text.length : text.length - end;
    if (lineLength > LINE_LENGTH_MAX) throw notThisFile('It has a line of more than 64 KiB.');
    if (head.length < HEAD_LENGTH_MAX) head += text;
  }
  reader.end();
  const header = findHeader(head, formWith(terms));
  if (typeof header === 'string') throw notThisFile(header);
  refuseStatedTwice(header.columns, terms);
  return { ...header, source, encoding, sha256: hash.digest(), bytes };
}

/**
 * The data records of an inspected file, piece by piece, with the number of bytes read so far. Throws `validation_failed` at the
 * end if the file has changed since the inspection.
 */
export async function* readRecords(
  file: CodesFile,
): AsyncGenerator<{ records: CsvRecord[]; bytesDone: number }> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder(file.encoding);
  const reader = new RecordReader(file.delimiter);
  let bytesDone = 0;
  let header = true;
  const withoutHeader = (records: CsvRecord[]) => {
    if (!header) return records;
    const data = records.filter(({ line }) => line > file.headerLine);
    header = data.length === 0;
    return data;
  };
  for await (const piece of file.source.pieces(PIECE_BYTES)) {
    hash.update(piece);
    bytesDone += piece.length;
    const records = reader.push(decoder.decode(piece, { stream: true }), false);
    yield { records: withoutHeader(records), bytesDone };
  }
  const records = reader.push(decoder.decode(), true);
  if (!hash.digest().equals(file.sha256)) {
    throw notThisFile('It was changed while it was read; import it again.');
  }
  yield { records: withoutHeader(records), bytesDone };
}
