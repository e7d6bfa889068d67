/** What a browser, a web server or an unpacker would take for something else than a picture. */
const MARKUP = /<(script|svg|html|iframe|!doctype|\?php)\b/i;
const PDF_HEAD = '%PDF-';
/** Viewers look for a PDF's head in its first kilobyte, browsers for markup at the beginning. */
const HEAD_BYTES = 4_096;

const ZIP_END = Buffer.from('504b0506', 'hex');
const ZIP_END_BYTES = 22;
const ZIP_COMMENT_MAX = 65_535;

/** The kind of a second file inside the first, or null: one that opens as two things is neither. */
export function findStowaway(bytes: Buffer, kind: 'picture' | 'document'): string | null {
  const searched = kind === 'picture' ? bytes.length : HEAD_BYTES;
  if (MARKUP.test(bytes.toString('latin1', 0, searched))) return 'a web page';
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
