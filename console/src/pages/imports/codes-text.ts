import {
  type CodesColumn,
  codesColumns,
  codesSynonyms,
  columnName,
  RecordReader,
} from '@psnb2b/contract/states';

/** The first line of a file that is not blank, as the browser reads it. Nothing of it is sent. */
export interface FileHead {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly delimiter: string;
  readonly cells: readonly string[];
  /** Its number, counted from 1, and its text. */
  readonly line: number;
  readonly text: string;
}

const HEAD_BYTES = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|', '\uff0c', '\uff1b'] as const;
const SAYS_DELIMITER = /^"?sep=([^A-Za-z0-9\s"]|\t)"?[\s,;|]*$/i;
/** Characters that are cut into rows at a time. */
const PIECE_LENGTH = 1024 * 1024;
const LINE_END = /\r\n?|\n/;

/** Reads the first line of a file; null if there is none. */
export async function readHead(file: Blob): Promise<FileHead | null> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  return headOf(text, encoding);
}

/** The same of a text. */
export function headOf(text: string, encoding: FileHead['encoding'] = 'utf-8'): FileHead | null {
  let said: string | null = null;
  for (const [index, line] of text.split(LINE_END).entries()) {
    if (line.replaceAll(/[\s,;|"\uff0c\uff1b]/g, '') === '') continue;
    const delimiter = SAYS_DELIMITER.exec(line)?.[1];
    if (delimiter !== undefined && said === null) {
      said = delimiter;
      continue;
    }
    const found = said ?? delimiterOf(line);
    return { encoding, delimiter: found, cells: cellsOf(line, found), line: index + 1, text: line };
  }
  return null;
}

/** What a name of a column means here; null for an unknown one. */
export function meaningOf(name: string): CodesColumn | null {
  const plain = columnName(name);
  return codesColumns.find((each) => each === plain) ?? codesSynonyms[plain] ?? null;
}

/**
 * The text of some rows of a file, by the line where each begins, as the server numbers them: a row whose quoted cell has line breaks has
 * several lines, which `\n` separates here.
 */
export async function readRows(
  file: Blob,
  { encoding, delimiter }: Pick<FileHead, 'encoding' | 'delimiter'>,
  wanted: Iterable<number>,
): Promise<Map<number, string>> {
  const text = new TextDecoder(encoding).decode(await file.arrayBuffer());
  const lines = text.split(LINE_END);
  const numbers = new Set(wanted);
  const rows = new Map<number, string>();
  const reader = new RecordReader(delimiter);
  for (let at = 0; at < text.length; at += PIECE_LENGTH) {
    const isLast = at + PIECE_LENGTH >= text.length;
    for (const { line, lines: count } of reader.push(text.slice(at, at + PIECE_LENGTH), isLast)) {
      if (numbers.has(line)) rows.set(line, lines.slice(line - 1, line - 1 + count).join('\n'));
    }
  }
  return rows;
}

/** A file with only these lines, below the header of the first one. */
export function fileOfLines(head: FileHead, headless: boolean, lines: readonly string[]): string {
  return `${[...(headless ? [] : [head.text]), ...lines].join('\r\n')}\r\n`;
}

/**
 * Whether this is the file of an import, by its SHA-256: a file of the same size may have other codes in the rows that were refused.
 * Null if that cannot be compared: the browser has no SHA-256, or the server does not know it yet.
 */
export async function isFileOf(
  item: { readonly bytes: number; readonly sha256: string | null },
  file: Blob,
): Promise<boolean | null> {
  if (file.size !== item.bytes) return false;
  const sha256 = await sha256Of(file);
  return sha256 === null || item.sha256 === null ? null : sha256 === item.sha256;
}

/** Lower-case hexadecimal digits of SHA-256; null where the browser has none: only pages with TLS have it. */
export async function sha256Of(file: Blob): Promise<string | null> {
  if (!globalThis.isSecureContext) return null;
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function encodingOf(bytes: Uint8Array): FileHead['encoding'] {
  const [first = 0, second = 0, third = 1, fourth = 1] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0 && fourth === 0 && first !== 0) return 'utf-16le';
  if (first === 0 && third === 0 && second !== 0) return 'utf-16be';
  return 'utf-8';
}

/** The delimiter with which most names of columns are known; if none is, the one with most cells. */
function delimiterOf(line: string): string {
  const rated = DELIMITERS.map((delimiter) => {
    const cells = cellsOf(line, delimiter);
    return { delimiter, known: cells.filter(meaningOf).length, cells: cells.length };
  });
  const [best] = rated.toSorted((a, b) => b.known - a.known || b.cells - a.cells);
  return best?.delimiter ?? ',';
}

function cellsOf(line: string, delimiter: string): string[] {
  const cells = line.split(delimiter).map((cell) => cell.trim().replaceAll(/^"|"$/g, ''));
  while (cells.length > 1 && cells.at(-1) === '') cells.pop();
  return cells;
}
