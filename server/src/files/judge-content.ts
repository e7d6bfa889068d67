import { FileFault } from './file-fault.ts';
import { findStowaway } from './find-stowaway.ts';
import { judgeJpeg } from './judge-jpeg.ts';
import { findPdf, judgePdf } from './judge-pdf.ts';
import { judgePng, PNG_SIGNATURE } from './judge-png.ts';
import { judgeWebp } from './judge-webp.ts';
import { FILE_BYTES_MAX, type Judged } from './judged.ts';
import { nameOtherKind } from './name-other-kind.ts';

/**
 * Determines what a file is, by its bytes alone: neither its name nor its declared type counts. Throws FileFault with a sentence
 * for everything except one PNG, JPEG, WebP or PDF. Only the picture or the document is kept; anything else in the file is
 * dropped, and checking the kept bytes again changes nothing.
 */
export function judgeContent(bytes: Buffer): Judged {
  if (bytes.length === 0) throw new FileFault('The file is empty.');
  if (bytes.length > FILE_BYTES_MAX) throw tooLarge();
  const judged = judgeBySignature(bytes);
  const stowaway = findStowaway(judged.kept, judged.kind === 'pdf' ? 'document' : 'picture');
  if (stowaway) {
    throw new FileFault(`The file also contains ${stowaway}; send a plain picture or PDF.`);
  }
  return judged;
}

export function tooLarge(): FileFault {
  return new FileFault(`The file is larger than ${FILE_BYTES_MAX / 1024 / 1024} MB.`);
}

function judgeBySignature(bytes: Buffer): Judged {
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return judgePng(bytes);
  if (bytes.toString('latin1', 0, 3) === '\xff\xd8\xff') return judgeJpeg(bytes);
  if (/^RIFF.{4}WEBP/s.test(bytes.toString('latin1', 0, 12))) return judgeWebp(bytes);
  const pdf = findPdf(bytes);
  if (pdf >= 0) return judgePdf(bytes, pdf);
  const other = nameOtherKind(bytes);
  if (other) throw new FileFault(`The file is ${other.kind}; ${other.instead}.`);
  throw new FileFault('The file is not a PNG, JPEG, WebP or PDF; send one of these.');
}
