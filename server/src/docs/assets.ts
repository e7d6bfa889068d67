import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { styleSheet } from './style-sheet.ts';

const UI = join(import.meta.dirname, '../../../ui');
const HASH_LENGTH = 16;
/**
 * The result is hardly larger than at the best level and takes a fraction of its time; it is made once per start, off the event
 * loop.
 */
const BROTLI_QUALITY = 6;

export interface Asset {
  readonly type: string;
  readonly identity: Buffer;
  /** Null for content with its own compression. */
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
}

/** The addresses of the assets that pages need; each contains a hash of its content. */
export interface Assets {
  readonly icon: string;
  readonly scheme: string;
  /** The script that adds a button to every example. */
  readonly copy: string;
  /** The scripts of the documentation: search, languages of samples, test key, colours. */
  readonly docs: string;
  readonly style: string;
  /** What the style sheet shows first. */
  readonly fonts: readonly string[];
}

const kept = new Map<string, Asset>();
let small: Promise<Assets> | undefined;

/** Finds an asset by the name in its address. Another process may have named it, so it is made if necessary. */
export async function findAsset(name: string): Promise<Asset | null> {
  await readAssets();
  return kept.get(name) ?? null;
}

/** The assets of every page; read, hashed and compressed once. */
export function readAssets(): Promise<Assets> {
  small ??= makeAssets();
  return small;
}

/** Each group of scripts shares its names, and no group sees those of another. */
const DOCS_SCRIPTS = [
  ['colours'],
  ['languages'],
  ['find-pages', 'search'],
  ['key', 'key-dialog', 'try'],
] as const;

/** The scripts of the documentation in one file. They are modules for tests, and plain scripts for the page. */
async function joinScripts(): Promise<string> {
  const read = async (name: string) =>
    (await readFile(join(import.meta.dirname, `browser/${name}.js`), 'utf8')).replaceAll(
      /^export /gm,
      '',
    );
  const groups = await Promise.all(
    DOCS_SCRIPTS.map(async (names) => `{\n${(await Promise.all(names.map(read))).join('')}}\n`),
  );
  return `'use strict';\n${groups.join('')}`;
}

async function makeAssets(): Promise<Assets> {
  const [icon, scheme, tokens, copy, docs] = await Promise.all([
    readFile(join(UI, 'public/favicon.svg')),
    readFile(join(UI, 'public/scheme.js')),
    readFile(join(UI, 'src/theme/tokens.css')),
    readFile(join(import.meta.dirname, 'browser/copy.js')),
    joinScripts(),
  ]);
  const [sans, mono] = await Promise.all([
    keepFile(
      'sans',
      '@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2',
    ),
    keepFile('mono', '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2'),
  ]);
  const style = styleSheet(String(tokens), { sans, mono });
  return {
    icon: await keep('icon', 'svg', icon),
    scheme: await keep('scheme', 'js', scheme),
    copy: await keep('copy', 'js', copy),
    docs: await keep('docs', 'js', Buffer.from(docs)),
    style: await keep('style', 'css', Buffer.from(style)),
    fonts: [sans, mono],
  };
}

async function keepFile(name: string, module: string): Promise<string> {
  return keep(name, 'woff2', await readFile(fileURLToPath(import.meta.resolve(module))));
}

const TYPES = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
} as const;

async function keep(name: string, ending: keyof typeof TYPES, bytes: Buffer): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, HASH_LENGTH);
  const file = `${name}.${hash}.${ending}`;
  // A font is already compressed.
  const isPacked = ending === 'woff2';
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  const [br, gz] = isPacked
    ? [null, null]
    : await Promise.all([promisify(brotliCompress)(bytes, { params }), promisify(gzip)(bytes)]);
  kept.set(file, { type: TYPES[ending], identity: bytes, br, gzip: gz });
  return `/docs/assets/${file}`;
}
