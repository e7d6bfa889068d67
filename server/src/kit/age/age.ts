import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { AgeProblem } from './age-problem.ts';
import { derive, FILE_KEY_BYTES, HEADER_BYTES_MAX, readHeader, writeHeader } from './header.ts';

const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const NONCE_BYTES = 16;
const AEAD = 'chacha20-poly1305';
const HEADER_END = /\n--- [A-Za-z0-9+/]+\n/;

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Encrypts to public keys of X25519 in the format of age (age-encryption.org/v1), so that the program `age` opens it, too. It costs
 * the memory of one chunk.
 */
export async function* encryptTo(
  recipients: readonly KeyObject[],
  pieces: Pieces,
): AsyncGenerator<Buffer> {
  const fileKey = randomBytes(FILE_KEY_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  yield Buffer.concat([writeHeader(fileKey, recipients), nonce]);
  const key = derive(fileKey, nonce, 'payload');
  let index = 0;
  for await (const { bytes, isLast } of chunked(pieces, CHUNK_BYTES)) {
    const cipher = createCipheriv(AEAD, key, nonceOf(index, isLast), { authTagLength: TAG_BYTES });
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    index += 1;
  }
}

/**
 * Decrypts with one of the identities. Throws AgeProblem if none opens it, and where somebody changed, cut off or lengthened it;
 * every piece returned before that is right.
 */
export async function* decryptWith(
  identities: readonly KeyObject[],
  pieces: Pieces,
): AsyncGenerator<Buffer> {
  const source = reader(pieces);
  const header = await source.until(HEADER_END, HEADER_BYTES_MAX);
  const fileKey = readHeader(header, identities);
  const nonce = await source.take(NONCE_BYTES);
  if (nonce.length < NONCE_BYTES) throw new AgeProblem('It ends too early.');
  const key = derive(fileKey, nonce, 'payload');
  let index = 0;
  for await (const { bytes, isLast } of chunked(source.rest(), CHUNK_BYTES + TAG_BYTES)) {
    const size = bytes.length - TAG_BYTES;
    // An empty chunk is only that of an empty file.
    if (size < 0 || (size === 0 && index > 0)) throw new AgeProblem('It ends too early.');
    yield openChunk(key, nonceOf(index, isLast), bytes, size);
    index += 1;
  }
}

function openChunk(key: Buffer, nonce: Buffer, bytes: Buffer, size: number): Buffer {
  try {
    const decipher = createDecipheriv(AEAD, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(size));
    return Buffer.concat([decipher.update(bytes.subarray(0, size)), decipher.final()]);
  } catch (error) {
    throw new AgeProblem('It was changed or cut off.', { cause: error });
  }
}

/** Eleven bytes of counter, then 1 for the last chunk ("Payload"). */
function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Pieces of exactly this size, except the last, which has at least one byte unless there are none at all. */
async function* chunked(pieces: Pieces, size: number) {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    held.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    bytes += piece.length;
    if (bytes <= size) continue;
    let whole = Buffer.concat(held);
    while (whole.length > size) {
      yield { bytes: whole.subarray(0, size), isLast: false };
      whole = whole.subarray(size);
    }
    held = [whole];
    bytes = whole.length;
  }
  yield { bytes: Buffer.concat(held), isLast: true };
}

/** Reads the front of a stream, then the rest. */
function reader(pieces: Pieces) {
  const iterator = iterated(pieces);
  let held: Buffer = Buffer.alloc(0);
  const more = async () => {
    const { done, value } = await iterator.next();
    if (!done) held = Buffer.concat([held, value]);
    return !done;
  };
  const cut = (bytes: number) => {
    const front = held.subarray(0, bytes);
    held = held.subarray(bytes);
    return front;
  };
  return {
    /** Up to and with what matches, or all there is. */
    until: async (end: RegExp, bytesMax: number) => {
      for (;;) {
        const found = end.exec(held.toString('latin1', 0, bytesMax));
        if (found) return cut(found.index + found[0].length);
        if (held.length > bytesMax || !(await more())) {
          throw new AgeProblem('It is not a file that was encrypted by age.');
        }
      }
    },
    take: async (bytes: number) => {
      while (held.length < bytes && (await more()));
      return cut(bytes);
    },
    rest: async function* () {
      if (held.length > 0) yield held;
      yield* { [Symbol.asyncIterator]: () => iterator };
    },
  };
}

async function* iterated(pieces: Pieces): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
