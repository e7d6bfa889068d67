import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tonesOf, type WebApp } from '@psnb2b/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/index.ts';
import { demoNote, escapeHtml } from '../docs/index.ts';
import { type IdentityParts, personOfPage, sendsSession } from '../identity/index.ts';
import { chooseCoding } from '../kit/http/index.ts';
import type { Live } from '../live/index.ts';
import { isSquare, logoAddress, type ShopSettings, type ShopWatch } from '../shop/index.ts';
import { type BuiltPage, builtPage } from './built-pages.ts';
import { earlyPage } from './early-page.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FOR_EVER = 'public, max-age=31536000, immutable';
/** Every first segment of an address except those of the app itself and of the files. */
const PAGE = ':page(^(?!api$|assets$)[^/]+$)';
/** How long a page waits at most for what is not needed to show it. */
const PATIENCE_MS = 250;
/** The path of a file in each encoding, the smallest first. */
const SUFFIXES = { br: '.br', gzip: '.gz', identity: '' } as const;
const FORMS = ['br', 'gzip', 'identity'] as const;
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;
const ICON = /<link rel="icon"[^<>]*>/;
const NONCE_MARK = /__CSP_NONCE__/g;

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.wasm': 'application/wasm',
};

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
};

interface PageParts extends IdentityParts {
  readonly addressOf: (socketAddress: string, forwardedFor: string | undefined) => string;
  readonly shop: ShopWatch;
  readonly live: Live;
  readonly config: Pick<Config, 'cell' | 'cells'>;
}

/**
 * The web apps as `npm start` built them: the portal and the console, below their names. At an unknown address the app itself
 * says so, with status 404. The name and the colours of the shop are in the page itself, so that nothing changes colour while it loads. Files with a hash in their name are cached for ever; pages are revalidated
 * each time, with a policy that allows nothing inline except styles with this reply's nonce.
 */
export function mountPages(http: FastifyInstance, parts: PageParts): void {
  const { shop, config } = parts;
  const cells = config.cells.map(({ letter, ...cell }) => ({
    ...cell,
    isHere: letter === config.cell,
  }));
  const kept = keeper();
  http.get('/console/viewer', (_request, reply) => sendFrame(reply));
  for (const app of ['portal', 'console'] as const) {
    const page = async (request: FastifyRequest, reply: FastifyReply) => {
      const { url, headers } = request;
      const [path = '', query] = url.slice(app.length + 1).split('?', 2);
      const page = await builtPage(join(ROOT, app, 'dist'), path);
      // With a query it may read something else.
      const found = page && query !== undefined ? { ...page, early: page.early.slice(0, 1) } : page;
      const signedIn = sendsSession(headers, app);
      const since = signedIn && found?.framed ? await sinceWhen(parts, app, request) : null;
      const asked = { app, found, signedIn, since, cells };
      return sendPage(found ? reply : reply.code(404), shop.current(), asked);
    };
    for (const each of ['', '/', `/${PAGE}`, `/${PAGE}/*`]) http.get(`/${app}${each}`, page);
    http.get<{ Params: { name: string } }>(`/${app}/assets/:name`, (request, reply) => {
      const { name } = request.params;
      if (!NAME.test(name)) return notThere(reply);
      return sendFile(kept, request, reply, join(app, 'dist/assets', name), FOR_EVER);
    });
    for (const name of ['favicon.svg', 'scheme.js', 'early.js']) {
      http.get(`/${app}/${name}`, (request, reply) =>
        sendFile(readOnce, request, reply, join(app, 'dist', name), 'no-cache'),
      );
    }
  }
}

/**
 * The frame that draws PDFs, which strangers sent: its policy takes away its origin, the network, and everything but our script and the
 * decoders that the script starts.
 */
async function sendFrame(reply: FastifyReply): Promise<FastifyReply> {
  // nothing: a file that cannot be read cannot be sent.
  const text = await readFile(join(ROOT, 'console/dist/viewer.html'), 'utf8').catch(() => null);
  if (text === null) return notThere(reply);
  const nonce = randomBytes(16).toString('base64');
  const rules = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    // The frame has no origin, so only its own script can make such an address.
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-scripts',
  ];
  return reply
    .headers({ ...HEADERS, 'cache-control': 'no-cache', 'referrer-policy': 'no-referrer' })
    .header('content-security-policy', rules.join('; '))
    .type('text/html; charset=utf-8')
    .send(text.replace(NONCE_MARK, nonce));
}

interface Asked {
  readonly app: WebApp;
  readonly found: BuiltPage | null;
  /** Whether the browser has a session, which may have ended. */
  readonly signedIn: boolean;
  readonly since: string | null;
  readonly cells: readonly object[];
}

/**
 * Returns the last change before a page reads anything, for the stream that it will open; null where nobody is signed in, and where the
 * database is slow or away: the page is sent without, and then reads everything once more when its stream is open.
 */
async function sinceWhen(
  { live, addressOf, ...parts }: PageParts,
  app: WebApp,
  { headers, socket }: FastifyRequest,
): Promise<string | null> {
  const find = async () => {
    const forwarded = headers['x-forwarded-for'] as string | undefined;
    // nothing: a socket that is closed has no address; its page reaches nobody.
    const address = addressOf(socket.remoteAddress ?? '', forwarded);
    const at = parts.clock.now();
    const person = await personOfPage(parts, app, { headers, address, at });
    return person && (await live.position(person));
  };
  const patience = new AbortController();
  try {
    return await Promise.race([
      find(),
      delay(PATIENCE_MS, null, { ref: false, signal: patience.signal }),
    ]);
  } catch {
    return null;
  } finally {
    patience.abort();
  }
}

async function sendPage(
  reply: FastifyReply,
  shop: ShopSettings,
  { app, found, signedIn, since, cells }: Asked,
): Promise<FastifyReply> {
  // nothing: a page that cannot be read cannot be sent, and is read again for the next request.
  const text = await readFile(join(ROOT, app, 'dist/index.html'), 'utf8').catch(() => null);
  reply.headers({ ...HEADERS, 'cache-control': 'no-cache', vary: 'Cookie' });
  if (text === null) {
    return reply.code(503).type('text/plain').send('The web apps are not built; run npm start.\n');
  }
  const nonce = randomBytes(16).toString('base64');
  const name = escapeHtml(shop.shownName);
  const { isDemo } = shop;
  const html = found ? earlyPage(text, { app, page: found, name, isDemo, signedIn, since }) : text;
  return reply
    .header('content-security-policy', policy(nonce))
    .type('text/html; charset=utf-8')
    .send(branded(html.replace(NONCE_MARK, nonce), shop, cells));
}

/** The page under the shop's name, with what the app shows of the brand before anybody has signed in. */
function branded(html: string, shop: ShopSettings, cells: readonly object[]): string {
  const { shownName, brandColour, supportEmail, logo, isDemo } = shop;
  const name = escapeHtml(shownName);
  const metas = [
    ['application-name', name],
    ...(brandColour === null ? [] : [['brand-tones', tonesOf(brandColour).join(' ')] as const]),
    ...(logo === null ? [] : [['brand-logo', logoAddress(logo)] as const]),
    ...(isDemo
      ? Object.entries(demoNote).map(([key, text]) => [`demo-${key}`, text] as const)
      : []),
    ...(cells.length === 0 ? [] : [['cells', escapeHtml(JSON.stringify(cells))] as const]),
    ...(supportEmail === null ? [] : [['support-email', escapeHtml(supportEmail)] as const]),
  ].map(([key, content]) => `<meta name="${key}" content="${content}" />\n`);
  const own =
    logo && isSquare(logo)
      ? html.replace(ICON, () => `<link rel="icon" href="${logoAddress(logo)}" />`)
      : html;
  return own
    .replace(/ · [^<>]*<\/title>/, () => ` · ${name}</title>`)
    .replace('</head>', () => `${metas.join('')}</head>`);
}

function policy(nonce: string): string {
  const rules = [
    "default-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return rules.join('; ');
}

/** A file in the smallest encoding that the browser accepts. */
async function sendFile(
  read: (path: string) => Promise<Buffer | null>,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  cacheControl: string,
): Promise<FastifyReply> {
  const type = TYPES[extname(path)];
  if (type === undefined) return notThere(reply);
  const wanted = chooseCoding(request.headers['accept-encoding'], FORMS);
  for (const coding of new Set([wanted, 'identity'] as const)) {
    const bytes = await read(path + SUFFIXES[coding]);
    if (!bytes) continue;
    reply.headers({ ...HEADERS, vary: 'Accept-Encoding', 'cache-control': cacheControl });
    if (coding !== 'identity') reply.header('content-encoding', coding);
    return reply.type(type).send(bytes);
  }
  return notThere(reply);
}

function notThere(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ status: 'not found' });
}

function readOnce(path: string): Promise<Buffer | null> {
  // nothing: the name is a stranger's, and may be anything; the next request reads again.
  return readFile(join(ROOT, path)).catch(() => null);
}

/** Caches what it read: a name with a hash never means other bytes. */
function keeper(): (path: string) => Promise<Buffer | null> {
  const kept = new Map<string, Promise<Buffer | null>>();
  return (path) => {
    const found = kept.get(path) ?? readOnce(path);
    kept.set(path, found);
    // A name that does not exist yet may come with the next build.
    found.then((bytes) => bytes ?? kept.delete(path));
    return found;
  };
}
