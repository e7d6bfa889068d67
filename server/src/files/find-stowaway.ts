const PDF_HEAD = '%PDF-';
/** Viewers look for a PDF's header in its first kilobyte, some a little further. */
const HEAD_BYTES = 4_096;

const ZIP_END = Buffer.from('504b0506', 'hex');
const ZIP_END_BYTES = 22;
const ZIP_COMMENT_MAX = 65_535;

/**
 * The kind of a second file inside the kept part of the first, or null: a file that opens as two kinds is refused. Markup does
 * not count here: browsers treat a file as a page only if it begins as one (WHATWG, MIME Sniffing, 7.1), and no kept file does.
 * Files are served with their type, as attachments, and with `nosniff`.
 */
export function findStowaway(bytes: Buffer, kind: 'picture' | 'document'): string | null {
  if (kind === 'picture' && bytes.subarray(0, HEAD_BYTES).includes(PDF_HEAD)) return 'a PDF';
  return holdsZip(bytes) ? 'an archive' : null;
}

/**
 * Archives are read from their end (APPNOTE 6.3.10, 4.3.16), so anything may precede one: a directory end with consistent figures
 * is an archive.
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
