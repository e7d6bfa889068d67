/**
 * The tokens of PDF syntax (ISO 32000-2, 7.2 and 7.3), as far as needed to find names: strings and comments are skipped, names
 * are decoded. Positions are in a text of Latin-1, one character per byte.
 */
export interface PdfObject {
  /** Every name of the object, at any depth, decoded (`#4a` is `J`). */
  readonly names: readonly string[];
  /** Simple entries of its own dictionary: numbers, names and references as text, by key. */
  readonly entries: ReadonlyMap<string, string>;
  /** Where the data of its stream begins; null if it has none. */
  readonly data: number | null;
  /** Where parsing stopped. */
  readonly end: number;
}

/** White space is 0, 9, 10, 12, 13 and 32 (7.2.3). */
const SPACE = '\\0\\t\\n\\f\\r ';
const BLANK = new RegExp(`[${SPACE}]`);
/** One token: white space, comment, opening of a string, bracket, name, hexadecimal string, stray sign, or word. */
const TOKEN = new RegExp(
  `[${SPACE}]+|%[^\\r\\n]*|\\(|<<|>>|[[\\]]|/[^${SPACE}()<>[\\]{}/%]*|<[^>]*>?|[{})>]|[^${SPACE}()<>[\\]{}/%]+`,
  'y',
);
/** What may be between a dictionary and the data of its stream: white space, comments, the keyword. */
const STREAM = new RegExp(`^(?:[${SPACE}]|%[^\\r\\n]*[\\r\\n])*stream(?:\\r\\n|\\r|\\n)?`);
const STREAM_LENGTH_MAX = 1_024;

/**
 * Parses the value at a position: after `obj`, after `trailer`, or where an object stream points. It ends with its brackets; a
 * value without brackets is one token.
 */
export function readPdfObject(text: string, from: number): PdfObject {
  const names: string[] = [];
  const entries = new Map<string, string>();
  let depth = 0;
  let key: string | null = null;
  let list: string | null = null;
  let at = from;
  do {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) break;
    at += token.length;
    const first = token.charAt(0);
    if (first === '%' || BLANK.test(first)) continue;
    if (token === '<<' || token === '[') {
      if (depth === 1 && key !== null) {
        entries.set(key, token);
        list = token === '[' ? key : null;
        key = null;
      }
      depth += 1;
    } else if (token === '>>' || token === ']') {
      depth -= 1;
      list = null;
      key = null;
    } else if (first === '/') {
      const name = decodeName(token);
      names.push(name);
      if (depth === 1 && key === null) key = name;
      else if (depth === 1 && key !== null) {
        entries.set(key, `/${name}`);
        key = null;
      } else if (depth === 2 && list !== null) {
        entries.set(list, `${entries.get(list)}/${name}`);
      }
    } else {
      if (first === '(') at = stringEnd(text, at);
      if (depth === 1 && key !== null) {
        // The first number of a reference (`7 0 R`) represents it, which is all that we need.
        entries.set(key, token);
        key = null;
      }
    }
    if (depth <= 0) break;
  } while (at < text.length);
  const stream = STREAM.exec(text.slice(at, at + STREAM_LENGTH_MAX));
  return { names, entries, data: stream ? at + stream[0].length : null, end: at };
}

/** The position after the `)` that ends a string: brackets inside are balanced, a backslash escapes the next character. */
function stringEnd(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x5c) at += 1;
    else if (unit === 0x28) depth += 1;
    else if (unit === 0x29) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** A name without its slash, with `#` and two hexadecimal digits decoded (7.3.5). */
function decodeName(token: string): string {
  return token
    .slice(1)
    .replaceAll(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
}
