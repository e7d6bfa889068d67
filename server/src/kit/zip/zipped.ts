import { Zip, ZipPassThrough } from 'fflate';
import { assert } from '../assert.ts';

/** A file in an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly at: Date;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Sizes and places are written in 32 bits (APPNOTE 4.4.8 and 4.4.16). */
const BYTES_MAX = 0xffff_ffff;

/**
 * An archive of files, made while it is read: it costs the memory of one piece. Files are stored as they are, because what they are made
 * of is compressed already or small. An archive that ends early has no list of its files, so that no reader takes it for whole.
 */
export async function* zipped(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  let ready: Buffer[] = [];
  let bytes = 0;
  const zip = new Zip((error, data) => {
    if (error) throw error;
    bytes += data.length;
    assert(bytes <= BYTES_MAX, 'an archive fits the sizes of its format');
    ready.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  });
  const take = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  for await (const { name, at, pieces } of entries) {
    const file = new ZipPassThrough(name);
    file.mtime = at;
    zip.add(file);
    for await (const piece of pieces) {
      file.push(piece);
      yield* take();
    }
    file.push(new Uint8Array(), true);
    yield* take();
  }
  zip.end();
  yield* take();
}
