/** One request of a sample. Texts may name variables of the environment: `$API/orders/$ORDER`. */
export interface SampleCall {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The JSON body; undefined if there is none. */
  readonly body: unknown;
}

const WORD = /\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|([^\s'"]+)/y;

/** The words of a command in POSIX shell: plain, quoted once or quoted twice; null for anything else. */
function wordsOf(command: string): string[] | null {
  const text = command.replaceAll('\\\n', ' ').trim();
  const words: string[] = [];
  WORD.lastIndex = 0;
  while (WORD.lastIndex < text.length) {
    const found = WORD.exec(text);
    if (found === null) return null;
    const word = found[1] ?? found[2]?.replaceAll(/\\(["\\`])/g, '$1') ?? found[3];
    if (word !== undefined) words.push(word);
  }
  return words;
}

/**
 * Reads a `curl` command as the guides write them (`-s`, `-X`, `-H`, `-d` with JSON, one address); null if the text is anything
 * else, also another option or a second command, so that no sample is translated that we do not understand.
 */
export function readCurl(text: string): SampleCall | null {
  const words = wordsOf(text);
  if (words?.shift() !== 'curl' || /\n(?! )/.test(text.trim())) return null;
  const headers: [string, string][] = [];
  let method: string | undefined;
  let url: string | undefined;
  let body: unknown;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-s') continue;
    if (word.startsWith('$API')) url = word;
    else if (word === '-X') method = words.shift();
    else if (word === '-H') headers.push(headerOf(words.shift()));
    else if (word === '-d') body = JSON.parse(words.shift() ?? 'null');
    else return null;
  }
  if (url === undefined) return null;
  return { method: method ?? (body === undefined ? 'GET' : 'POST'), url, headers, body };
}

// nothing: a header without a value has an empty one.
function headerOf(text = ''): [string, string] {
  const [name = '', ...value] = text.split(': ');
  return [name, value.join(': ')];
}

/** The JSON of a body as a word of a shell: in quotes that let the variables through, if it names any. */
function quotedBody(body: unknown): string {
  const json = jsonLine(body);
  if (piecesOf(json).some((piece) => 'variable' in piece)) {
    return `"${json.replaceAll(/["\\`]/g, '\\$&')}"`;
  }
  return `'${json.replaceAll("'", '\\u0027')}'`;
}

/** A `curl` command that `readCurl` reads again. JSON in single quotes: a quote inside is written as an escape. */
export function writeCurl({ method, url, headers, body }: SampleCall): string {
  const isImplied = method === (body === undefined ? 'GET' : 'POST');
  const lines = [
    `curl -s ${isImplied ? '' : `-X ${method} `}"${url}"`,
    ...headers.map(([name, value]) => `-H "${name}: ${value}"`),
    ...(body === undefined ? [] : [`-d ${quotedBody(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** JSON on one line, with blanks as a person writes them. */
export function jsonLine(value: unknown): string {
  return writeLiteral(value, { open: '{', close: '}', null: 'null', true: 'true', false: 'false' });
}

interface Words {
  readonly open: string;
  readonly close: string;
  readonly null: string;
  readonly true: string;
  readonly false: string;
  /** Between a name and its value; `: ` by default. */
  readonly to?: string;
  /** An object without members; `open` and `close` by default. */
  readonly empty?: string;
  readonly name?: (text: string) => string;
  readonly text?: (text: string) => string;
}

/** A JSON value as a literal of a language, on one line. */
export function writeLiteral(value: unknown, words: Words): string {
  const { name = JSON.stringify, text = JSON.stringify } = words;
  const write = (each: unknown): string => {
    if (typeof each === 'string') return text(each);
    if (typeof each === 'number') return String(each);
    if (typeof each === 'boolean') return words[`${each}`];
    if (each === null || each === undefined) return words.null;
    if (Array.isArray(each)) return `[${each.map(write).join(', ')}]`;
    const members = Object.entries(each);
    if (members.length === 0) return words.empty ?? words.open + words.close;
    const written = members.map(([key, one]) => `${name(key)}${words.to ?? ': '}${write(one)}`);
    return `${words.open}${written.join(', ')}${words.close}`;
  };
  return write(value);
}

export type Piece = { readonly text: string } | { readonly variable: string };

/** `$API/orders/$ORDER` → variable API, text `/orders/`, variable ORDER. */
export function piecesOf(text: string): Piece[] {
  return text
    .split(/(\$[A-Z][A-Z_]*)/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('$') ? { variable: part.slice(1) } : { text: part }));
}

/** The variables that a request names, in the order of their first use. */
export function variablesOf({ url, headers, body }: SampleCall): string[] {
  const json = body === undefined ? [] : [jsonLine(body)];
  const texts = [url, ...headers.map(([, value]) => value), ...json];
  const named = texts
    .flatMap(piecesOf)
    .flatMap((piece) => ('variable' in piece ? piece.variable : []));
  return [...new Set(named)];
}

/** A text with variables as an expression that joins its pieces: `System.getenv("API") + "/orders"`. */
export function joined(
  text: string,
  join: string,
  write: { text(text: string): string; variable(name: string): string },
): string {
  const parts = piecesOf(text).map((piece) =>
    'variable' in piece ? write.variable(piece.variable) : write.text(piece.text),
  );
  return parts.length === 0 ? write.text('') : parts.join(join);
}
