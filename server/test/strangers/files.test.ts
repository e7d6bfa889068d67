/**
 * Guards: of the files that people really send as evidence, the picture or the document is kept and nothing that was
 * appended to it; a document is judged by the names of its objects, wherever a viewer would find them, and not by text
 * that looks like one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FileFault } from '../../src/files/file-fault.ts';
import { judgeContent } from '../../src/files/judge-content.ts';

const inputs = new URL('files/', import.meta.url);
const input = (name: string) => readFileSync(new URL(name, inputs));

/** The outcome: refused with a sentence, or kept, unchanged or equal to the named input. */
type Outcome = RegExp | 'as it is' | { readonly keeps: string };
const PNG = { keeps: 'n00-plain.png' };
const PDF = { keeps: 'p00-plain.pdf' };

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  ...all('as it is', 'j00-plain.jpg', 'j00b-progressive.jpg', 'j00c-cmyk.jpg', 'n00-plain.png'),
  ...all({ keeps: 'j00-plain.jpg' }, 'j05-xmp-svg.jpg', 'j05b-comment-html.jpg', 'j06-c2pa.jpg'),
  ...all(PNG, 'n01-trailing-old-picture.png', 'n01b-trailing-2-nul.png', 'n01e-zero-block.png'),
  ...all(PNG, 'n01c-trailing-newline.png', 'n01d-trailing-crlf.png', 'n01f-samsung-trailer.png'),
  ...all(/damaged/, 'n02-bad-crc-text.png', 'n02b-bad-crc-gama.png', 'n04-cgbi.png'),
  ...all(PNG, 'n03-iDOT.png', 'n03c-caBX-c2pa.png', 'n03d-iTXt-xmp.png', 'n03f-text-svg.png'),
  ...all(PNG, 'n03e-zTXt-svg-source.png', 'n08-text-after-idat.png'),
  ...all('as it is', 'n03b-eXIf.png', 'n10-pixels-spell-svg.png'),
  'n05-apng.png': /animated; send a still picture/,
  ...all(/not a PNG, JPEG, WebP or PDF/, 'n06-bplist-before.png', 'n06b-newline-before.png'),
  'n07-no-iend.png': /not complete/,
  'n11-long-screenshot-header-only.png': /1440 × 40000 pixels; send one of at most/,
  'o01-heic.heic': /HEIC picture; .*iPhone: Settings › Camera › Formats › Most Compatible, or take/,
  'o02-gif.gif': /a GIF; take a screenshot/,
  'o03-tiff.tif': /a TIFF picture; save it as PNG, JPEG or PDF/,
  'o04-bmp.bmp': /a BMP picture; take a screenshot/,
  'o05-docx.docx': /Office file, or an archive; print it to a PDF/,
  'o06-avif.avif': /an AVIF picture; take a screenshot/,
  ...all('as it is', 'p00-plain.pdf', 'p04-crlf-end.pdf', 'p04b-space-lf-end.pdf', 'p06-17.pdf'),
  ...all('as it is', 'p04c-no-eol-end.pdf', 'p04d-cr-only-end.pdf', 'p06b-20.pdf', 'p06f-10.pdf'),
  ...all(PDF, 'p01-bom.pdf', 'p01b-newline-before.pdf', 'p01c-space-before.pdf', 'p05-no-eof.pdf'),
  ...all(PDF, 'p01d-http-headers-before.pdf', 'p01e-nul-before.pdf', 'p01f-pjl-before.pdf'),
  ...all(PDF, 'p02-nul-512-after.pdf', 'p02b-nul-1-after.pdf', 'p02c-spaces-20-after.pdf'),
  ...all(PDF, 'p02d-newlines-9-after.pdf', 'p02f-comment-after.pdf', 'p02g-newlines-8-after.pdf'),
  ...all(PDF, 'p02h-nul-block-padding.pdf', 'p05b-eof-partial.pdf'),
  'p02e-ctrlz-after.pdf': { keeps: 'p02e-ctrlz-after.pdf without its end' },
  ...all('as it is', 'p06c-13cr.pdf', 'p06d-trailing-space.pdf', 'p06e-no-eol-percent.pdf'),
  ...all('as it is', 'p06g-adobe-n.pdf', 'p07-uri-JS.pdf', 'p07b-text-JS.pdf', 'p07c-title-JS.pdf'),
  ...all('as it is', 'p07d-text-JavaScript.pdf', 'p07e-filepath.pdf', 'p07f-text-compressed.pdf'),
  ...all('as it is', 'p07g-text-Launch.pdf', 'p07h-text-Encrypt.pdf', 'p08-binary-holds-JS.pdf'),
  ...all('as it is', 'p09-acroform.pdf', 'p09e-openaction-goto.pdf', 'p09f-lang-struct.pdf'),
  ...all('as it is', 'p10-incremental.pdf', 'p11-xref-stream.pdf'),
  ...all(/print it to a new PDF/, 'p09b-acroform-submit.pdf', 'p09c-xfa.pdf'),
  ...all(/print it to a new PDF/, 'p09d-embedded-invoice.pdf', 'p12-owner-password-only.pdf'),
  ...all('as it is', 'w00-plain.webp'),
  ...all({ keeps: 'w00-plain.webp' }, 'w01-trailing-nul.webp', 'w01b-trailing-newline.webp'),
  'w02-unknown-chunk-c2pa.webp': { keeps: 'w02-unknown-chunk-c2pa.webp without its end' },
  'w03-exif.webp': { keeps: 'w03-exif.webp, announced' },
};

/** The expected outcome of inputs that are unlike all others. */
const KEPT: Readonly<Record<string, () => Buffer>> = {
  'p02e-ctrlz-after.pdf without its end': () => input('p02e-ctrlz-after.pdf').subarray(0, -1),
  'w02-unknown-chunk-c2pa.webp without its end': () => {
    const bytes = Buffer.from(input('w02-unknown-chunk-c2pa.webp').subarray(0, 102));
    bytes.writeUInt32LE(94, 4);
    return bytes;
  },
  'w03-exif.webp, announced': () => {
    const bytes = Buffer.from(input('w03-exif.webp'));
    bytes[20] = 0x08;
    return bytes;
  },
};

function all(outcome: Outcome, ...names: string[]): Record<string, Outcome> {
  return Object.fromEntries(names.map((name) => [name, outcome]));
}

function faultOf(bytes: Buffer): string {
  try {
    return `taken as ${judgeContent(bytes).kind}`;
  } catch (error) {
    if (error instanceof FileFault) return error.message;
    throw error;
  }
}

test('every input has an expected outcome', () => {
  expect(readdirSync(inputs).sort()).toEqual(Object.keys(OUTCOMES).sort());
});

test.each(Object.entries(OUTCOMES))('%s', (name, outcome) => {
  const bytes = input(name);
  if (outcome instanceof RegExp) {
    expect(faultOf(bytes)).toMatch(outcome);
    return;
  }
  const { kept } = judgeContent(bytes);
  const wanted = outcome === 'as it is' ? bytes : (KEPT[outcome.keeps]?.() ?? input(outcome.keeps));
  expect(kept.equals(wanted)).toBe(true);
  expect(judgeContent(kept).kept.equals(kept)).toBe(true);
});

/**
 * Returns a PDF of these objects, the first of them its catalogue; a Buffer is a stream with its dictionary before it.
 */
function pdf(...objects: (string | [dictionary: string, data: Buffer])[]): Buffer {
  const pages = '<< /Type /Pages /Kids [] /Count 0 >>';
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let at = 9;
  for (const [index, object] of [
    '<< /Type /Catalog /Pages 2 0 R >>',
    pages,
    ...objects,
  ].entries()) {
    const body =
      typeof object === 'string'
        ? Buffer.from(object, 'latin1')
        : Buffer.concat([
            Buffer.from(
              object[0].replace('>>', `/Length ${object[1].length} >>\nstream\n`),
              'latin1',
            ),
            object[1],
            Buffer.from('\nendstream'),
          ]);
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      body,
      Buffer.from('\nendobj\n'),
    ]);
    places.push(at);
    at += part.length;
    parts.push(part);
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Size ${places.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`;
  const xref = `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${table}${trailer}`;
  return Buffer.concat([...parts, Buffer.from(xref)]);
}

const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
const packed = (text: string, more = '') =>
  [`<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode ${more} >>`, deflateSync(text)] as [
    string,
    Buffer,
  ];

describe('names where a viewer finds them', () => {
  test.each<[string, Parameters<typeof pdf>[0]]>([
    ['in an object', SCRIPT],
    ['spelled otherwise', '<< /S /J#61vaScript >>'],
    ['deep inside', '<< /A [ << /B << /C [ /Launch ] >> >> ] >>'],
    ['behind a comment', '<< % ( \n /JS 7 0 R >>'],
    ['behind a string of brackets', '<< /T (a \\) (b) \\\\) /JS 7 0 R >>'],
    ['alone', '/JavaScript'],
    ['behind an unknown word', '<< /A endobj stream /JS 7 0 R >>'],
    ['of a stream', ['<< /Type /EmbeddedFile >>', Buffer.from('x')]],
    ['in the data of a stream, as an object', ['<< >>', Buffer.from(`9 0 obj ${SCRIPT} endobj`)]],
    ['in a string, as an object', `(9 0%\nobj${SCRIPT})`],
    ['in an object stream', packed(`9 0  ${SCRIPT}`)],
    ['in one without its type', ['<< /N 1 /First 5 >>', Buffer.from(`9 0  ${SCRIPT}`)]],
    [
      'behind 600 lists in one another',
      `<< /A ${'['.repeat(600)}${']'.repeat(600)} /B ${SCRIPT} >>`,
    ],
    ['in 600 lists', `${'['.repeat(600)}${SCRIPT}${']'.repeat(600)}`],
    ['in a string of an object stream', packed(`9 2  (x${SCRIPT})`)],
    [
      'in a packed list',
      packed(`9 0  ${SCRIPT}`).map((part) =>
        typeof part === 'string' ? part.replace('/FlateDecode', '[ /FlateDecode ]') : part,
      ) as [string, Buffer],
    ],
  ])('%s', (_name, object) => {
    expect(faultOf(pdf(object))).toMatch(/scripts, forms or other files; print it/);
  });

  test.each<[string, Parameters<typeof pdf>[0]]>([
    [
      'another packing',
      packed('9 0  1').map((part) =>
        typeof part === 'string' ? part.replace('/FlateDecode', '/ASCIIHexDecode') : part,
      ) as [string, Buffer],
    ],
    [
      'a packing that is named elsewhere',
      packed('9 0  1').map((part) =>
        typeof part === 'string' ? part.replace('/FlateDecode', '8 0 R') : part,
      ) as [string, Buffer],
    ],
    ['broken packing', ['<< /N 1 /First 5 /Filter /FlateDecode >>', Buffer.from('nothing')]],
    ['more than any document', packed(`9 0  ${' '.repeat(17_000_000)}`)],
  ])('an object stream that hides its content: %s', (_name, object) => {
    expect(faultOf(pdf(object))).toMatch(/damaged; print it/);
  });

  test('more words that could end it than any document has', () => {
    const whole = Buffer.from(pdf('<< >>'));
    const ends = (count: number) =>
      Buffer.concat([whole, Buffer.from('startxref 1\n'.repeat(count))]);
    expect(faultOf(ends(101))).toMatch(/incomplete or damaged/);
  });

  test('a lock, in the trailer or as a name of an object', () => {
    expect(faultOf(pdf('<< /Encrypt 3 0 R >>'))).toMatch(/protected/);
  });
});

describe('text that looks like a name', () => {
  const random = Buffer.alloc(5_000_000);
  for (let at = 0, state = 1; at < random.length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    random.writeInt32LE(Math.imul(state, state >>> 16), at);
  }
  random.write('/JS/Launch/Encrypt/EmbeddedFile', 1_000_000);

  test.each<[string, Parameters<typeof pdf>[0]]>([
    ['in a title', '<< /Title (HTML/JS \\(and /JavaScript\\)) >>'],
    ['in a title in hexadecimal', '<< /Title <2f4a53> /JSON 1 >>'],
    ['in a comment', '<< /A 1 % /JS\n >>'],
    ['in a packed title', packed('9 0  << /Title (TypeScript/JS) >>')],
    ['in a page', ['<< >>', Buffer.from('BT (TLS/Encrypt) Tj ET')]],
    ['in a picture of 5 MB', ['<< /Subtype /Image >>', random]],
    ['in a profile', ['<< /N 3 /Filter /FlateDecode >>', deflateSync(random.subarray(0, 1_000))]],
  ])('%s', (_name, object) => {
    expect(faultOf(pdf(object))).toBe('taken as pdf');
  });
});

test('nested and unfinished objects take time in proportion to their length', () => {
  for (const text of ['(obj', 'obj(', '1 0 obj<<', 'obj[', 'trailer<</A', '<<']) {
    expect(faultOf(pdf(text.repeat(300_000)))).toMatch(/^The PDF|^taken/);
  }
});

test('a picture in more pieces than any program makes', () => {
  const png = input('n00-plain.png');
  const body = Buffer.from('teXt');
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  const piece = Buffer.concat([Buffer.alloc(4), body, crc]);
  const pieces = (count: number) =>
    Buffer.concat([png.subarray(0, 33), ...Array<Buffer>(count).fill(piece), png.subarray(33)]);
  expect(judgeContent(pieces(9_000)).kept.equals(png)).toBe(true);
  expect(faultOf(pieces(10_000))).toMatch(/too many chunks/);
});
