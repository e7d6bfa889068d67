import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Refusal } from '../kit/refusal.ts';
import { type Header, parseHeader } from './columns.ts';
import { type CsvRecord, RecordReader } from './record-reader.ts';

export interface CodesFile extends Header {
  readonly handle: FileHandle;
  readonly sha256: Buffer;
  readonly bytes: number;
}

const INSPECTED_BYTES = 64 * 1024;
/** Some hundred rows: between two pieces the database's answers get their turn. */
const PIECE_BYTES = 8 * 1024;
/** A line as long as this is none of a code list. */
const LINE_BYTES_MAX = 64 * 1024;

/**
 * Reads a file of codes once, whole, before anything is stored: what it is (SHA-256) and that it is
 * CSV text with our columns. Throws `validation_failed` with a sentence otherwise. The caller
 * closes the handle.
 */
export async function inspectCodesFile(path: string): Promise<CodesFile> {
  const handle = await openFile(path);
  try {
    const hash = createHash('sha256');
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let bytes = 0;
    let head = '';
    let lineBytes = 0;
    for await (const piece of pieces(handle, INSPECTED_BYTES)) {
      hash.update(piece);
      bytes += piece.length;
      const end = Math.max(piece.lastIndexOf(10), piece.lastIndexOf(13));
      lineBytes = end < 0 ? lineBytes + piece.length : piece.length - end;
      if (lineBytes > LINE_BYTES_MAX) throw noCodesFile('It has a line of more than 64 KiB.');
      const text = decode(decoder, piece);
      if (!/[\r\n]/.test(head.trimStart())) head += text;
    }
    decode(decoder);
    const header = parseHeader(/\S[^\r\n]*/.exec(head)?.[0] ?? '');
    if (typeof header === 'string') throw noCodesFile(header);
    return { ...header, handle, sha256: hash.digest(), bytes };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * The data records of an inspected file, a piece of it at a time, with the bytes read so far.
 * Throws `validation_failed` at the end when the file is not the one inspected any more.
 */
export async function* readRecords(
  file: CodesFile,
): AsyncGenerator<{ records: CsvRecord[]; bytesDone: number }> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8');
  const reader = new RecordReader(file.delimiter);
  let bytesDone = 0;
  let header = true;
  for await (const piece of pieces(file.handle, PIECE_BYTES)) {
    hash.update(piece);
    bytesDone += piece.length;
    const records = reader.push(decoder.decode(piece, { stream: true }), false);
    if (header && records.length > 0) {
      records.shift();
      header = false;
    }
    yield { records, bytesDone };
  }
  const records = reader.push('', true);
  if (header) records.shift();
  if (!hash.digest().equals(file.sha256)) {
    throw noCodesFile('It was changed while it was read; import it again.');
  }
  yield { records, bytesDone };
}

export function noCodesFile(detail: string): Refusal {
  return new Refusal(
    'validation_failed',
    {},
    { detail, errors: [{ pointer: '', code: 'format', detail }] },
  );
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    const handle = await open(path, 'r');
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw noCodesFile(`The file ${path} cannot be read${code}.`);
  }
  throw noCodesFile(`${path} is not a file.`);
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

function decode(decoder: TextDecoder, piece?: Buffer): string {
  if (piece?.includes(0)) throw noCodesFile('It is not a text file.');
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw noCodesFile('It is not UTF-8 text.');
  }
}
