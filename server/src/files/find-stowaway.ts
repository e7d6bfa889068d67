const PDF_HEAD = '%PDF-';
/** Viewers look for a PDF's head in its first kilobyte, some a little further. */
const HEAD_BYTES = 4_096;

const ZIP_END = Buffer.from('504b0506', 'hex');
const ZIP_END_BYTES = 22;
const ZIP_COMMENT_MAX = 65_535;

/**
 * The kind of a second file inside what is kept of the first, or null: one that opens as two things is neither. Markup is
 * no page here: a browser takes for one only what begins as one (WHATWG, MIME Sniffing, 7.1), and nothing that is kept
 * does; files are served with their type, to be saved, and with `nosniff`.
 */
export function findStowaway(bytes: Buffer, kind: 'picture' | 'document'): string | null {
  if (kind === 'picture' && bytes.subarray(0, HEAD_BYTES).includes(PDF_HEAD)) return 'a PDF';
  return holdsZip(bytes) ? 'an archive' : null;
}

/**
 * Archives are read from their end (APPNOTE 6.3.10, 4.3.16), so that anything may stand before one:
 * a directory end whose figures fit is one.
 */
function holdsZip(bytes: Buffer): boolean {
  const first = Math.max(0, bytes.length - ZIP_END_BYTES - ZIP_COMMENT_MAX);
  for (let at = bytes.lastIndexOf(ZIP_END); at >= first; at = bytes.lastIndexOf(ZIP_END, at - 1)) {
    if (at + ZIP_END_BYTES <= bytes.length) {
      const [size, offset] = [bytes.readUInt32LE(at + 12), bytes.readUInt32LE(at + 16)];
      if (bytes.readUInt16LE(at + 4) === 0 && size <= at && offset <= at) return true;
    }
    if (at === 0) return false;
  }
  return false;
}
