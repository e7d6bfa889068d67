import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';

type Pieces = AsyncIterable<Uint8Array>;

/** The default level: sealed codes do not get smaller, and the rest hardly more at a higher one. */
const LEVEL = 3;

/** Compresses with Zstandard, while it is read. */
export function compressed(pieces: Pieces): AsyncGenerator<Buffer> {
  const params = { [constants.ZSTD_c_compressionLevel]: LEVEL };
  return through(pieces, createZstdCompress({ params }));
}

export function decompressed(pieces: Pieces): AsyncGenerator<Buffer> {
  return through(pieces, createZstdDecompress());
}

async function* through(
  pieces: Pieces,
  transform: ReturnType<typeof createZstdCompress>,
): AsyncGenerator<Buffer> {
  const feeding = pipeline(Readable.from(pieces), transform);
  // Its failure also fails the reading below, which reports it.
  feeding.catch(() => {});
  yield* transform;
  await feeding;
}
