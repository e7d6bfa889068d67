import { notThisFile } from '../kit/csv/index.ts';

/** An element with its texts joined; names without their prefix. */
export interface XmlNode {
  readonly name: string;
  /** `xmlns` and attributes without a prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

/** Deeper, or with more elements at once, is no bank statement. */
const DEPTH_MAX = 40;
const NODES_MAX = 50_000;
const TEXT_MAX = 20_000;
const ATTRIBUTES_MAX = 40;

const NAME = /[A-Za-z_\u00c0-\ufffd][\w.\-:\u00b7-\ufffd]*/y;
const BLANKS = /[ \t\r\n]*/y;
const CHARACTER = /^&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|apos|quot));$/;
// Control characters, except those that are blanks.
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/u;
const ENTITIES = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' } as const;
/** Encodings that banks use; the label of the declaration decides where no byte-order mark does. */
const ENCODINGS = new Set(['utf-8', 'us-ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1252']);
const DECLARED = /^<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}["']([A-Za-z0-9._-]{1,40})["']/;

/** Decodes an XML file by its byte-order mark or its declaration; refuses encodings that no bank uses. */
export function decodeXml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 300)).toString('latin1');
  const marked = head.startsWith('\xff\xfe')
    ? 'utf-16le'
    : head.startsWith('\xfe\xff')
      ? 'utf-16be'
      : null;
  const declared = DECLARED.exec(head.replace(/^\xef\xbb\xbf/, ''))?.[1]?.toLowerCase();
  const encoding = marked ?? declared ?? 'utf-8';
  if (marked === null && !ENCODINGS.has(encoding)) {
    throw notThisFile('Its encoding is not one that we read; export it in UTF-8.');
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw notThisFile(`It is not ${encoding.toUpperCase()} text, as it says; export it again.`);
  }
}

/**
 * Reads XML strictly and without anything that a statement does not need: no document type, so that it has no entities of its own, and
 * no processing instructions. `takes` receives each element when it ends; one for which it returns true is forgotten, so the memory
 * that a file needs is that of its largest element. Returns the root without the forgotten elements.
 */
export function readXml(
  text: string,
  takes: (node: XmlNode, path: readonly XmlNode[]) => boolean,
): XmlNode {
  return new Reader(text, takes).read();
}

class Reader {
  readonly #text: string;
  readonly #takes: (node: XmlNode, path: readonly XmlNode[]) => boolean;
  #at = 0;
  #kept = 0;
  /** Open elements with their full names, and how many elements were kept before each. */
  readonly #open: { node: XmlNode; name: string; before: number }[] = [];
  #root: XmlNode | null = null;

  constructor(text: string, takes: (node: XmlNode, path: readonly XmlNode[]) => boolean) {
    this.#text = text.replace(/^\ufeff/, '');
    this.#takes = takes;
  }

  read(): XmlNode {
    if (FORBIDDEN.test(this.#text)) throw this.#broken('it has a control character');
    if (this.#text.startsWith('<?xml')) this.#at = this.#after('?>', 'its first line does not end');
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] !== '<') this.#readText();
      else if (this.#begins('<!--')) this.#skipComment();
      else if (this.#begins('<![CDATA[')) this.#readCdata();
      else if (this.#begins('<!'))
        throw notThisFile(
          'It has a document type (<!DOCTYPE …>), which no bank statement has; it is not read.',
        );
      else if (this.#begins('<?'))
        throw notThisFile(
          'It has a processing instruction (<?…?>), which no bank statement has; it is not read.',
        );
      else if (this.#begins('</')) this.#close();
      else this.#openElement();
    }
    if (this.#open.length > 0) throw this.#broken(`it ends within <${this.#open.at(-1)?.name}>`);
    if (this.#root === null) throw this.#broken('it has no element');
    return this.#root;
  }

  #begins(what: string): boolean {
    return this.#text.startsWith(what, this.#at);
  }

  #after(what: string, otherwise: string): number {
    const end = this.#text.indexOf(what, this.#at);
    if (end < 0) throw this.#broken(otherwise);
    return end + what.length;
  }

  #readText(): void {
    const end = this.#text.indexOf('<', this.#at);
    const raw = this.#text.slice(this.#at, end < 0 ? undefined : end);
    this.#add(raw.includes('&') ? this.#expand(raw) : raw, raw);
    this.#at += raw.length;
  }

  #readCdata(): void {
    const end = this.#after(']]>', 'a CDATA section does not end');
    const raw = this.#text.slice(this.#at + 9, end - 3);
    this.#add(raw, raw);
    this.#at = end;
  }

  #add(text: string, raw: string): void {
    const open = this.#open.at(-1);
    if (!open) {
      if (/[^ \t\r\n]/.test(raw)) throw this.#broken('it has text outside of its elements');
      return;
    }
    if (open.node.text.length + text.length > TEXT_MAX) throw this.#broken('a text is too long');
    open.node.text += text;
  }

  #skipComment(): void {
    this.#at += 4;
    this.#at = this.#after('-->', 'a comment does not end');
  }

  #close(): void {
    const end = this.#after('>', 'an element does not end');
    const name = this.#text.slice(this.#at + 2, end - 1).trimEnd();
    const open = this.#open.pop();
    if (open?.name !== name) {
      throw this.#broken(
        open ? `<${open.name}> is not closed` : 'an element is closed that was not opened',
      );
    }
    this.#at = end;
    this.#end(open);
  }

  #end({ node, before }: { node: XmlNode; before: number }): void {
    const path = this.#open.map((each) => each.node);
    const parent = path.at(-1);
    if (this.#takes(node, path)) this.#kept = before;
    else if (parent) parent.children.push(node);
  }

  #openElement(): void {
    this.#at += 1;
    const name = this.#name();
    const attributes: Record<string, string> = Object.create(null);
    let count = 0;
    for (;;) {
      const hadBlank = this.#skipBlanks();
      const next = this.#text[this.#at];
      if (next === '>' || next === '/') break;
      if (!hadBlank) throw this.#broken(`<${name}> is malformed`);
      const [attribute, value] = this.#attribute(name);
      if (Object.hasOwn(attributes, attribute))
        throw this.#broken(`<${name}> has an attribute twice`);
      count += 1;
      if (count > ATTRIBUTES_MAX) throw this.#broken(`<${name}> has too many attributes`);
      attributes[attribute] = value;
    }
    const node: XmlNode = {
      name: name.slice(name.indexOf(':') + 1),
      attributes,
      children: [],
      text: '',
    };
    const opened = { node, name, before: this.#kept };
    this.#kept += 1;
    if (this.#kept > NODES_MAX) throw this.#broken('one of its entries has too many elements');
    if (this.#open.length === 0) {
      if (this.#root !== null) throw this.#broken('it has more than one outermost element');
      this.#root = node;
    }
    if (this.#begins('/>')) {
      this.#at += 2;
      this.#end(opened);
      return;
    }
    if (this.#text[this.#at] !== '>') throw this.#broken(`<${name}> is malformed`);
    this.#at += 1;
    this.#open.push(opened);
    if (this.#open.length > DEPTH_MAX) throw this.#broken('its elements are nested too deeply');
  }

  #attribute(element: string): [string, string] {
    const name = this.#name();
    this.#skipBlanks();
    if (this.#text[this.#at] !== '=') throw this.#broken(`<${element}> is malformed`);
    this.#at += 1;
    this.#skipBlanks();
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") throw this.#broken(`<${element}> is malformed`);
    this.#at += 1;
    const end = this.#text.indexOf(quote, this.#at);
    if (end < 0 || end - this.#at > TEXT_MAX) throw this.#broken(`<${element}> is malformed`);
    const raw = this.#text.slice(this.#at, end);
    if (raw.includes('<')) throw this.#broken(`<${element}> is malformed`);
    this.#at = end + 1;
    return [name, this.#expand(raw)];
  }

  #name(): string {
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined || name.length > 200) throw this.#broken('an element has no name');
    this.#at += name.length;
    return name;
  }

  /** Whether there were any. */
  #skipBlanks(): boolean {
    BLANKS.lastIndex = this.#at;
    // nothing: no blank is there.
    const length = BLANKS.exec(this.#text)?.[0].length ?? 0;
    this.#at += length;
    return length > 0;
  }

  /** Only characters by number and the five names that XML itself has. */
  #expand(raw: string): string {
    return raw.replaceAll(/&[^;&]{0,20};?/g, (whole) => {
      const [, hex, decimal, named] = CHARACTER.exec(whole) ?? [];
      if (named !== undefined) return ENTITIES[named as keyof typeof ENTITIES];
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      const isAllowed =
        code === 9 ||
        code === 10 ||
        code === 13 ||
        (code >= 32 && code < 0xd800) ||
        (code >= 0xe000 && code <= 0x10ffff);
      if (!isAllowed) {
        throw notThisFile(
          'It has an entity (&…;) that XML itself does not have; entities of its own are not read.',
        );
      }
      return String.fromCodePoint(code);
    });
  }

  #broken(what: string) {
    const line = this.#text.slice(0, this.#at).split('\n').length;
    return notThisFile(
      `It is not well-formed XML: ${what}, in line ${line}. Export it from the bank again.`,
    );
  }
}
