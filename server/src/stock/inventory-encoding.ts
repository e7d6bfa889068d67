import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { chooseCoding } from '../kit/http/index.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Below this size, compression saves no packet. */
const COMPRESS_BYTES_MIN = 1_024;
/** A body is used for a second or less, so compress at the fast end of both scales. */
const BROTLI_QUALITY = 4;
const GZIP_LEVEL = 5;

/** The best form that an `Accept-Encoding` header accepts (RFC 9110, section 12.5.3). */
export function chooseEncoding(accepted: string | undefined, bytes: number): Encoding {
  return bytes < COMPRESS_BYTES_MIN ? 'identity' : chooseCoding(accepted, ['br', 'gzip']);
}

export function compress(bytes: Buffer, encoding: 'br' | 'gzip'): Buffer {
  if (encoding === 'gzip') return gzipSync(bytes, { level: GZIP_LEVEL });
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
