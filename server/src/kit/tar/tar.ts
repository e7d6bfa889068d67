import { assert } from '../assert.ts';

/** A file or a folder in an archive (POSIX.1-1988 ustar, as PostgreSQL writes it). */
export interface TarEntry {
  /** Relative, with `/`; a folder's has no `/` at its end. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly bytes: number;
  readonly mode: number;
  /** The content, to be read before the next entry. */
  readonly pieces: AsyncIterable<Buffer>;
}

const BLOCK = 512;
const NAME_BYTES_MAX = 100;
/** Of an archive that is passed on. */
const PIECE_BYTES = 256 * 1024;
const FILE = '0';
const FOLDER = '5';

/** What is wrong with an archive: one sentence. */
export class TarProblem extends Error {
  override readonly name = 'TarProblem';
}

/** One file for an archive, with its padding. */
export function tarFile(name: string, content: Uint8Array, at: Date): Buffer {
  assert(Buffer.byteLength(name) <= NAME_BYTES_MAX, 'a name fits its field');
  const head = Buffer.alloc(BLOCK);
  head.write(name, 0);
  for (const [offset, width, value] of [
    [100, 8, 0o600],
    [108, 8, 0],
    [116, 8, 0],
    [124, 12, content.length],
    [136, 12, Math.floor(at.getTime() / 1000)],
  ] as const) {
    head.write(`${value.toString(8).padStart(width - 1, '0')}\0`, offset);
  }
  head.write(FILE, 156);
  head.write('ustar\x0000', 257);
  head.write(`${sumOf(head).toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([head, content, Buffer.alloc(paddingOf(content.length))]);
}

/** The end of an archive. */
export const tarEnd = Buffer.alloc(2 * BLOCK);

/**
 * An archive without its end, so that more files can follow; in pieces of some size, because PostgreSQL sends thousands of small ones, and whoever
 * compresses or encrypts takes as long for each.
 */
export async function* withoutTarEnd(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  for await (const piece of pieces) {
    held.push(piece);
    heldBytes += piece.length;
    if (heldBytes < PIECE_BYTES) continue;
    const whole = Buffer.concat(held, heldBytes);
    const end = whole.subarray(heldBytes - tarEnd.length);
    yield whole.subarray(0, heldBytes - tarEnd.length);
    held = [end];
    heldBytes = end.length;
  }
  const whole = Buffer.concat(held, heldBytes);
  const sure = Math.max(0, heldBytes - tarEnd.length);
  if (!whole.subarray(sure).equals(tarEnd)) throw new TarProblem('The archive ends too early.');
  yield whole.subarray(0, sure);
}

/**
 * The entries of an archive, while it is read. Refuses what would write outside the folder that it is unpacked into: links, devices,
 * absolute names and `..`. Throws TarProblem; also if the archive ends without its end.
 */
export async function* readTar(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const source = blocks(pieces);
  for (;;) {
    const head = await source.exactly(BLOCK);
    if (head.every((byte) => byte === 0)) {
      await source.drain();
      return;
    }
    const entry = parseHead(head);
    let left = entry.bytes;
    const content = async function* () {
      while (left > 0) {
        const piece = await source.some(left);
        left -= piece.length;
        yield piece;
      }
    };
    yield { ...entry, pieces: content() };
    for await (const _ of content());
    await source.exactly(paddingOf(entry.bytes));
  }
}

function parseHead(head: Buffer): Omit<TarEntry, 'pieces'> {
  if (octal(head, 148, 8) !== sumOf(head)) throw new TarProblem('The archive is damaged.');
  const type = head.toString('latin1', 156, 157);
  const prefix = text(head, 345, 155);
  const name = [prefix, text(head, 0, NAME_BYTES_MAX)].filter((part) => part !== '').join('/');
  const clean = name.replace(/\/$/, '').replace(/^\.\//, '');
  const isSafe = !clean.startsWith('/') && !clean.split('/').includes('..') && clean !== '';
  if (!isSafe || (type !== FILE && type !== FOLDER)) {
    throw new TarProblem(
      'The archive has an entry that is neither a file nor a folder of its own.',
    );
  }
  const bytes = type === FOLDER ? 0 : octal(head, 124, 12);
  return { name: clean, isFolder: type === FOLDER, bytes, mode: octal(head, 100, 8) & 0o777 };
}

/** The sum of all bytes, those of the sum itself counted as spaces. */
function sumOf(head: Buffer): number {
  return head.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
}

/** A size beyond eight octal gigabytes is written in binary (GNU tar, "base-256"). */
function octal(head: Buffer, offset: number, width: number): number {
  if (head.readUInt8(offset) >= 0x80) return head.readUIntBE(offset + width - 6, 6);
  return Number.parseInt(text(head, offset, width).trim() || '0', 8);
}

function text(head: Buffer, offset: number, width: number): string {
  const field = head.toString('utf8', offset, offset + width);
  const end = field.indexOf('\0');
  return end === -1 ? field : field.slice(0, end);
}

function paddingOf(bytes: number): number {
  return (BLOCK - (bytes % BLOCK)) % BLOCK;
}

/** Reads a stream in the sizes that are asked for. */
function blocks(pieces: AsyncIterable<Uint8Array>) {
  const iterator = pieces[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const next = async () => {
    while (held.length === 0) {
      const { done, value } = await iterator.next();
      if (done) throw new TarProblem('The archive ends too early.');
      held = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
  };
  const some = async (bytesMax: number) => {
    await next();
    const piece = held.subarray(0, bytesMax);
    held = held.subarray(piece.length);
    return piece;
  };
  return {
    /** At least one byte, at most so many. */
    some,
    exactly: async (bytes: number) => {
      const parts: Buffer[] = [];
      for (let left = bytes; left > 0; ) {
        const piece = await some(left);
        parts.push(piece);
        left -= piece.length;
      }
      return Buffer.concat(parts);
    },
    /** Reads to the end, so that whoever decrypts sees that nothing is missing. */
    drain: async () => {
      for (let done = false; !done; ) done = (await iterator.next()).done ?? false;
    },
  };
}
