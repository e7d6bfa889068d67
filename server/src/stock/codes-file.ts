import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import {
  type CsvRecord,
  type Encoding,
  encodingOf,
  findHeader,
  type Header,
  notThisFile,
  RecordReader,
  textReader,
} from '../kit/csv/index.ts';
import { unreadable } from '../kit/given-file.ts';
import { CODES_FORM, type CodesColumn } from './columns.ts';

export interface CodesFile extends Header<CodesColumn> {
  readonly handle: FileHandle;
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
 * is CSV text with our columns. Otherwise throws `validation_failed` with a sentence. The caller closes the handle.
 */
export async function inspectCodesFile(path: string): Promise<CodesFile> {
  const handle = await openFile(path);
  try {
    const hash = createHash('sha256');
    let encoding: Encoding = 'utf-8';
    let reader = textReader(encoding);
    let bytes = 0;
    let head = '';
    let lineLength = 0;
    for await (const piece of pieces(handle, INSPECTED_BYTES)) {
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
    const header = findHeader(head, CODES_FORM);
    if (typeof header === 'string') throw notThisFile(header);
    return { ...header, handle, encoding, sha256: hash.digest(), bytes };
  } catch (error) {
    await handle.close();
    throw error;
  }
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
  for await (const piece of pieces(file.handle, PIECE_BYTES)) {
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

async function openFile(path: string): Promise<FileHandle> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    throw unreadable(path, error);
  }
  const stats = await handle.stat();
  if (stats.isFile()) return handle;
  await handle.close();
  throw stats.isDirectory()
    ? unreadable(path, Object.assign(new Error(), { code: 'EISDIR' }))
    : notThisFile(`${path} cannot be read twice; save it as a regular file first.`);
}

async function* pieces(handle: FileHandle, size: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(size);
  for (let position = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, size, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
