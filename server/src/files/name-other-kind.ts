const BYTES = 64;
const SCREENSHOT = 'take a screenshot of it, or save it as PNG or JPEG, and send that';
const PRINT = 'print it to a PDF and send that';
const PHONE =
  'send it as JPEG. On an iPhone: Settings › Camera › Formats › Most Compatible, or take a screenshot';

/**
 * Kinds of files that people send as evidence and that we refuse: their first bytes (in Latin-1, or `hex` and digits), a name,
 * and what to do instead.
 */
const KINDS: readonly (readonly [begins: RegExp, kind: string, instead: string])[] = [
  [/^.{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)/s, 'a HEIC picture', PHONE],
  [/^.{4}ftypavi[fs]/s, 'an AVIF picture', SCREENSHOT],
  [/^.{4}ftyp/s, 'a film', 'take screenshots of what matters and send those'],
  [/^hex 1a45dfa3|^RIFF.{4}AVI /s, 'a film', 'take screenshots of what matters and send those'],
  [/^GIF8[79]a/, 'a GIF', SCREENSHOT],
  [
    /^(?:II\*\0|MM\0\*|II\+\0|MM\0\+)/,
    'a TIFF picture',
    'save it as PNG, JPEG or PDF and send that',
  ],
  [/^BM.{4}\0\0\0\0/s, 'a BMP picture', SCREENSHOT],
  [/^hex (?:0000000c4a584c20|ff0a)/, 'a JPEG XL picture', SCREENSHOT],
  [/^hex 504b0304/, 'a Word, Excel or other Office file, or an archive', PRINT],
  [/^hex d0cf11e0/, 'an old Word, Excel or other Office file, or an e-mail', PRINT],
  [/^\{\\rtf/, 'a text document', PRINT],
  [/^hex (?:52617221|377abcaf|1f8b|504b0506)/, 'an archive', 'send the files in it one by one'],
  [/^(?:\xef\xbb\xbf)?\s*<(?:\?xml[^>]*>\s*)?svg/i, 'an SVG drawing', SCREENSHOT],
  [/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|\?xml|!--)/i, 'a web page', PRINT],
];

/** The kind of a refused file, with what to do instead: a sentence without its end; null if it is unknown. */
export function nameOtherKind(bytes: Buffer): { kind: string; instead: string } | null {
  const start = bytes.toString('latin1', 0, BYTES);
  const digits = `hex ${bytes.toString('hex', 0, BYTES)}`;
  const found = KINDS.find(([begins]) => begins.test(start) || begins.test(digits));
  return found ? { kind: found[1], instead: found[2] } : null;
}
