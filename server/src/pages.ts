import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const ROOT = join(import.meta.dirname, '../..');
/** A name with a hash in it never means other bytes. */
const ASSET_SECONDS = 31_536_000;
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;
const NONCE_MARK = /__CSP_NONCE__/g;

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
};

/**
 * The web apps as `npm start` built them: the public page at `/`, the portal and the console below
 * their names. Every address of an app that is no file of it is a page of it. Files with a hash in
 * their name are kept for ever; pages are asked for each time, with a policy that allows nothing
 * inline but styles that carry this reply's nonce.
 */
export function mountPages(http: FastifyInstance): void {
  const files = new Map<string, Promise<Buffer | null>>();
  http.get('/', (_request, reply) => sendPage(reply, 'portal', 'home.html'));
  for (const app of ['portal', 'console']) {
    const page = (_request: FastifyRequest, reply: FastifyReply) =>
      sendPage(reply, app, 'index.html');
    http.get(`/${app}`, page);
    http.get(`/${app}/*`, page);
    http.get<{ Params: { name: string } }>(`/${app}/assets/:name`, (request, reply) =>
      sendFile(files, request, reply, join(app, 'dist/assets'), request.params.name, true),
    );
    for (const name of ['favicon.svg', 'scheme.js']) {
      http.get(`/${app}/${name}`, (request, reply) =>
        sendFile(files, request, reply, join(app, 'dist'), name, false),
      );
    }
  }
}

async function sendPage(reply: FastifyReply, app: string, name: string): Promise<FastifyReply> {
  const text = await readFile(join(ROOT, app, 'dist', name), 'utf8').catch(() => null);
  reply.headers({ ...HEADERS, 'cache-control': 'no-cache' });
  if (text === null) {
    return reply.code(503).type('text/plain').send('The web apps are not built; run npm start.\n');
  }
  const nonce = randomBytes(16).toString('base64');
  return reply
    .header('content-security-policy', policy(nonce))
    .type('text/html; charset=utf-8')
    .send(text.replace(NONCE_MARK, nonce));
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

/** A file in the smallest form that the browser takes. */
async function sendFile(
  files: Map<string, Promise<Buffer | null>>,
  request: FastifyRequest,
  reply: FastifyReply,
  folder: string,
  name: string,
  isHashed: boolean,
): Promise<FastifyReply> {
  const type = TYPES[extname(name)];
  if (type === undefined || !NAME.test(name)) return reply.callNotFound() as never;
  const read = (path: string) => {
    if (!isHashed) return readFile(join(ROOT, path)).catch(() => null);
    let found = files.get(path);
    if (!found) {
      found = readFile(join(ROOT, path)).catch(() => null);
      files.set(path, found);
      // A name that is not there yet may come with the next build.
      found.then((bytes) => bytes ?? files.delete(path));
    }
    return found;
  };
  const path = join(folder, name);
  reply.headers({ ...HEADERS, vary: 'Accept-Encoding' }).type(type);
  reply.header(
    'cache-control',
    isHashed ? `public, max-age=${ASSET_SECONDS}, immutable` : 'no-cache',
  );
  const accepted = request.headers['accept-encoding'] ?? '';
  for (const [encoding, suffix] of [
    ['br', '.br'],
    ['gzip', '.gz'],
  ] as const) {
    if (!new RegExp(`\\b${encoding}\\b`).test(accepted)) continue;
    const pressed = await read(path + suffix);
    if (pressed) return reply.header('content-encoding', encoding).send(pressed);
  }
  const bytes = await read(path);
  return bytes ? reply.send(bytes) : (reply.callNotFound() as never);
}
