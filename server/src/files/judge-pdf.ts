import { inflateSync } from 'node:zlib';
import { required } from '../kit/assert.ts';
import { FileFault } from './file-fault.ts';
import type { Judged } from './judged.ts';
import { type PdfObject, readPdfObject } from './pdf-syntax.ts';

/** Viewers look for the header in the first kilobyte; mail gateways and printers put lines before it. */
const HEAD_BYTES = 1_024;
const HEAD = /^%PDF-(1\.[0-7]|2\.0)(?![0-9])/;
/** ISO 32000-2, 7.5.5: the position of the last cross-reference section, then the end marker, if the file is complete. */
const TAIL =
  /^startxref[\0\r\n\t\f ]+([0-9]{1,10})(?![0-9])(?:[\0\r\n\t\f ]+%%EOF(?:\r\n|\r|\n)?)?/;
const TAIL_BYTES = 128;
const TAILS_MAX = 100;
const END = '\n%%EOF\n';
const SECTION = /^\s*(xref[\r\n\t ]|[0-9]{1,10} [0-9]{1,5} obj)/;
/** Names of objects that act by themselves or contain other files. */
const ACTIVE: ReadonlySet<string> = new Set([
  ...['JavaScript', 'JS', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'RichMedia', 'XFA'],
  ...['SubmitForm', 'ImportData'],
]);
const LOCKED = 'Encrypt';
/** Limit for all object streams of a file together: far more than the pages of any document of 10 MB. */
const UNPACKED_BYTES_MAX = 16 * 1024 * 1024;
const UNPACKS: ReadonlySet<string | undefined> = new Set([
  '/FlateDecode',
  '/Fl',
  '[/FlateDecode',
  '[/Fl',
]);

/**
 * Keeps the part of a PDF (ISO 32000-2) between its header and its end, and checks the names of all its objects: also those in
 * object streams, but not inside strings, comments and other streams, where a name is text. The PDF must not be encrypted, and
 * must contain no script and no other file.
 */
export function judgePdf(bytes: Buffer, head: number): Judged {
  const text = bytes.toString('latin1', head);
  if (!HEAD.test(text)) throw broken();
  const tail = findTail(text, head);
  const body = text.slice(0, tail.end);
  if (!checkObjects(body, bytes.subarray(head, head + tail.end))) throw broken();
  const kept = bytes.subarray(head, head + tail.end);
  return {
    kind: 'pdf',
    width: null,
    height: null,
    kept: tail.complete ? kept : Buffer.concat([kept, Buffer.from(END)]),
  };
}

/** The position of a PDF near the first bytes; -1 if there is none. */
export function findPdf(bytes: Buffer): number {
  return bytes.subarray(0, HEAD_BYTES + 5).indexOf('%PDF-');
}

/** The last end that points to a cross-reference section, counted from the header or from the first byte. */
function findTail(text: string, head: number): { end: number; complete: boolean } {
  let at = text.lastIndexOf('startxref');
  if (at < 0) throw new FileFault('The PDF is not complete; send it again.');
  for (let tries = 0; at >= 0 && tries < TAILS_MAX; tries += 1) {
    const [whole, place] = TAIL.exec(text.slice(at, at + TAIL_BYTES)) ?? [];
    const sections = [Number(place), Number(place) - head];
    if (whole !== undefined && sections.some((from) => isSection(text, from, at))) {
      return { end: at + whole.length, complete: whole.includes('%%EOF') };
    }
    at = at === 0 ? -1 : text.lastIndexOf('startxref', at - 1);
  }
  throw new FileFault('The PDF is incomplete or damaged; print it to a new PDF and send that.');
}

function isSection(text: string, from: number, before: number): boolean {
  return from > 0 && from < before && SECTION.test(text.slice(from, from + 24));
}

/**
 * Checks the names of every object. A viewer finds an object by its number and `obj`, or by the trailer, even where we would see
 * the data of a stream; so every such word in the file begins an object here, wherever it is. Returns whether there is a trailer.
 */
function checkObjects(body: string, bytes: Buffer): boolean {
  const budget = { steps: 4 * body.length + 100_000, unpacked: UNPACKED_BYTES_MAX };
  let trailer = false;
  for (const { 0: word, index } of body.matchAll(/endobj|obj|trailer/g)) {
    if (word === 'endobj') continue;
    const object = readPdfObject(body, index + word.length);
    check(object, index, budget);
    trailer ||= word === 'trailer' || object.entries.get('Type') === '/XRef';
    if (object.data !== null && isObjectStream(object)) checkPacked(object, bytes, budget);
  }
  return trailer;
}

interface Budget {
  steps: number;
  unpacked: number;
}

function check({ names, end }: PdfObject, from: number, budget: Budget): void {
  budget.steps -= end - from;
  if (budget.steps < 0) throw broken();
  if (names.includes(LOCKED)) {
    throw new FileFault(
      'The PDF is protected; print it to a new PDF, without a password or restrictions, and send that.',
    );
  }
  if (names.some((name) => ACTIVE.has(name))) {
    throw new FileFault(
      'The PDF contains scripts, forms or other files; print it to a new PDF and send that.',
    );
  }
}

/** Recognised by what makes a viewer read one (7.5.7), not only by its declared type. */
function isObjectStream({ entries }: PdfObject): boolean {
  return entries.get('Type') === '/ObjStm' || (entries.has('First') && entries.has('N'));
}

/** The objects of an object stream: first pairs of number and position, then the objects at these positions. */
function checkPacked(object: PdfObject, bytes: Buffer, budget: Budget): void {
  const text = unpack(object, bytes, budget);
  const first = Number(object.entries.get('First'));
  if (!Number.isInteger(first) || first < 0 || first > text.length) throw broken();
  const numbers = text.slice(0, first).match(/[0-9]+/g) ?? [];
  check(readPdfObject(text, first), first, budget);
  for (let at = 1; at < numbers.length; at += 2) {
    const from = first + Number(numbers[at]);
    if (from < text.length) check(readPdfObject(text, from), from, budget);
  }
}

function unpack({ entries, names, data }: PdfObject, bytes: Buffer, budget: Budget): string {
  const packed = bytes.subarray(required(data, 'an object stream has data'));
  if (!entries.has('Filter')) {
    const end = packed.indexOf('endstream');
    return packed.toString('latin1', 0, end < 0 ? packed.length : end);
  }
  if (!UNPACKS.has(entries.get('Filter')) || names.includes('Predictor')) throw broken();
  try {
    const plain = inflateSync(packed, { maxOutputLength: Math.max(1, budget.unpacked) });
    budget.unpacked -= plain.length;
    budget.steps += 4 * plain.length;
    return plain.toString('latin1');
  } catch {
    throw broken();
  }
}

function broken(): FileFault {
  return new FileFault('The PDF is damaged; print it to a new PDF and send that.');
}
