import { ReplyFault } from './reply-fault.ts';

export type ReplyHeaders = Readonly<Record<string, string | readonly string[]>>;

/** The head of a reply: everything before its body. Names are in lower case; a header that comes more than once is a list. */
export interface ReplyHead {
  /** 100 to 999. */
  readonly status: number;
  readonly headers: ReplyHeaders;
  /** Of HTTP/1. */
  readonly minor: 0 | 1;
}

/** Header lines of one head; real ones have about twenty. */
const HEADERS_MAX = 200;
const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Every character that no line of a head may have (RFC 9110, section 5.5); CR and LF among them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are refused
const FORBIDDEN = /[\x00-\x08\x0a-\x1f\x7f]/;

/** Parses a head without its empty line (RFC 9112, sections 4 and 5). Throws ReplyFault for everything else. */
export function parseHead(text: string): ReplyHead {
  const [first = '', ...lines] = text.split('\r\n');
  const status = STATUS_LINE.exec(first);
  if (!status || FORBIDDEN.test(first)) throw new ReplyFault('it does not begin as a reply');
  if (lines.length > HEADERS_MAX) throw new ReplyFault('it has too many headers');
  const headers: Record<string, string | string[]> = Object.create(null);
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (!NAME.test(name) || FORBIDDEN.test(line)) throw new ReplyFault('a header is malformed');
    const key = name.toLowerCase();
    const value = line.slice(colon + 1).trim();
    const known = headers[key];
    if (known === undefined) headers[key] = value;
    else if (typeof known === 'string') headers[key] = [known, value];
    else known.push(value);
  }
  return { status: Number(status[2]), headers, minor: status[1] === '1' ? 1 : 0 };
}

/** The words of a header that is a comma-separated list, in lower case. */
export function wordsOf(headers: ReplyHeaders, name: string): string[] {
  const value = headers[name];
  if (value === undefined) return [];
  const words = [value].flat().flatMap((each) => each.toLowerCase().split(','));
  return words.map((each) => each.trim()).filter((each) => each !== '');
}
