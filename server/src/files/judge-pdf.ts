import { FileFault } from './file-fault.ts';
import type { Judged } from './judged.ts';

const HEAD = /^%PDF-(1\.[0-7]|2\.0)[\r\n\t ]/;
/** ISO 32000-2, 7.5.5: where the last cross-reference section begins, then the end. */
const TAIL = /startxref[\r\n\t ]+([0-9]{1,10})[\r\n\t ]+%%EOF[\r\n\t ]{0,8}$/;
const TAIL_BYTES = 1_024;
const SECTION = /^(xref[\r\n\t ]|[0-9]{1,10} [0-9]{1,5} obj)/;
/** Names of what acts by itself or carries other files. */
const ACTIVE = names(
  ...['JavaScript', 'JS', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'RichMedia', 'XFA'],
  ...['SubmitForm', 'ImportData'],
);
const LOCKED = names('Encrypt');

/**
 * Looks at both ends of a PDF (ISO 32000-2) and at the names in it that are not packed. It opens with
 * its version, ends with its own end, is not locked, and holds no script and no other file, as far
 * as that shows: nothing is unpacked, so what a stream hides is the viewer's to refuse.
 */
export function judgePdf(bytes: Buffer): Judged {
  const text = bytes.toString('latin1');
  if (!HEAD.test(text.slice(0, 16))) throw broken();
  const tail = TAIL.exec(text.slice(-TAIL_BYTES));
  if (!tail) throw truncated(text);
  const section = Number(tail[1]);
  if (section >= bytes.length || !SECTION.test(text.slice(section, section + 20))) throw broken();
  if (!/\btrailer\b|\/Type\s*\/XRef\b/.test(text)) throw broken();
  if (LOCKED.test(text)) {
    throw new FileFault('The PDF is protected; send it without a password or restrictions.');
  }
  if (ACTIVE.test(text)) {
    throw new FileFault(
      'The PDF holds scripts, forms or other files; print it to a new PDF and send that.',
    );
  }
  return { kind: 'pdf', width: null, height: null, kept: bytes };
}

/** Finds these names, each letter as itself or as `#` and its code (7.3.5). */
function names(...words: readonly string[]): RegExp {
  const spelled = words.map((word) => [...word].map(letter).join(''));
  return new RegExp(`/(?:${spelled.join('|')})(?![A-Za-z0-9#])`);
}

function letter(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  const either = code.replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`);
  return `(?:${character}|#${either})`;
}

function truncated(text: string): FileFault {
  if (!text.includes('%%EOF')) return new FileFault('The PDF is not complete; send it again.');
  return new FileFault('The PDF is cut, or followed by something else.');
}

function broken(): FileFault {
  return new FileFault('The PDF is damaged; print it to a new PDF and send that.');
}
