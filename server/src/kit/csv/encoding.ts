import { guessEncoding } from './guess-encoding.ts';
import { notThisFile } from './not-this-file.ts';

/** The encodings that a table may have; others are named and refused. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const SAVE_AS = 'save it as CSV in UTF-8 and import that';
/** First bytes of files that are no text or no table, written in Latin-1. */
const OTHER_FORMS: readonly (readonly [what: string, ...begins: string[]])[] = [
  ['UTF-32 text', '\xff\xfe\0\0', '\0\0\xfe\xff'],
  ['an Excel or Office file, or an archive', 'PK\x03\x04', '\xd0\xcf\x11\xe0'],
  ['a packed file', '\x1f\x8b', '7z\xbc\xaf', 'Rar!', 'BZh', '\xfd7zXZ', '(\xb5/\xfd'],
  ['a picture', '\x89PNG', '\xff\xd8\xff', 'GIF8'],
  ['JSON', '{"', '[{', '[['],
  ['a PDF', '%PDF-'],
  ['a text document (RTF)', '{\\rtf'],
  ['a web page or XML', '<!doctype', '<html', '<?xml', '<table', '<!--'],
];
/** UTF-16 without a byte-order mark is certain when one byte of each ASCII pair is always zero and the other never. */
const ZEROES_MIN = 0.7;
const LOOKED_AT_BYTES = 1_024;

/** The encoding of a file by its first bytes; throws when the file is no text table at all. */
export function encodingOf(head: Buffer): Encoding {
  const start = head.toString('latin1', 0, LOOKED_AT_BYTES);
  const shown = start
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  const other = OTHER_FORMS.find(([, ...begins]) =>
    begins.some((each) => start.startsWith(each) || shown.startsWith(each)),
  );
  if (other) throw notThisFile(`It is ${other[0]}; ${SAVE_AS}.`);
  if (start.startsWith('\xff\xfe')) return 'utf-16le';
  if (start.startsWith('\xfe\xff')) return 'utf-16be';
  const zeroes = [0, 0];
  for (let at = 0; at < start.length; at += 1) {
    if (start.charCodeAt(at) === 0) zeroes[at % 2] = (zeroes[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeroes.map((count) => count / Math.max(1, start.length / 2));
  if (even === 0 && odd >= ZEROES_MIN) return 'utf-16le';
  if (odd === 0 && even >= ZEROES_MIN) return 'utf-16be';
  return 'utf-8';
}

/**
 * Decodes the pieces of a file, which must all be in this encoding. Throws a sentence that names the probable encoding otherwise.
 * Call `end` without a piece at the end of the file.
 */
export function textReader(encoding: Encoding): { push(piece: Buffer): string; end(): void } {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return {
    push: (piece) => {
      try {
        const text = decoder.decode(piece, { stream: true });
        if (!text.includes('\0')) return text;
      } catch {
        throw notThisFile(notInThis(encoding, piece));
      }
      throw notThisFile('It is not a text file.');
    },
    end: () => {
      try {
        decoder.decode();
      } catch {
        const name = encoding.toUpperCase();
        throw notThisFile(`It is not ${name} text to its end: its last character is incomplete.`);
      }
    },
  };
}

function notInThis(encoding: Encoding, piece: Buffer): string {
  if (encoding !== 'utf-8') return `It begins like ${encoding.toUpperCase()} text but is not.`;
  if (piece.includes(0)) return 'It is not a text file.';
  const seems = guessEncoding(piece);
  return `It is not UTF-8 text${seems ? `; it seems to be ${seems}` : ''}: ${SAVE_AS}.`;
}
