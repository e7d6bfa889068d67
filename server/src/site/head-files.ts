import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { escapeHtml, type PublicSite, sharedHeaders } from '../docs/index.ts';

const PICTURES = join(import.meta.dirname, 'icons');
const UI = join(import.meta.dirname, '../../../ui/public');
const A_DAY = 'public, max-age=86400';
/** The look of the shop may change. */
const AN_HOUR = 'public, max-age=3600';

/** Files that browsers and phones request at fixed addresses. */
const FILES = {
  '/favicon.ico': [join(PICTURES, 'favicon.ico'), 'image/x-icon'],
  '/favicon.svg': [join(UI, 'favicon.svg'), 'image/svg+xml'],
  '/apple-touch-icon.png': [join(PICTURES, 'apple-touch-icon.png'), 'image/png'],
} as const;

/** The icons, and what search engines read: which pages there are (https://www.sitemaps.org), and which to leave alone (RFC 9309). */
export function mountHeadFiles(
  http: FastifyInstance,
  {
    site,
    paths,
    preview,
  }: {
    readonly site: () => PublicSite;
    readonly paths: readonly string[];
    readonly preview: () => Promise<Uint8Array>;
  },
): void {
  for (const [path, [file, type]] of Object.entries(FILES)) {
    http.get(path, async (_request, reply) =>
      reply
        .headers({ ...sharedHeaders, 'cache-control': A_DAY })
        .type(type)
        .send(await readFile(file)),
    );
  }
  http.get('/preview.png', async (_request, reply) =>
    reply
      .headers({ ...sharedHeaders, 'cache-control': AN_HOUR })
      .type('image/png')
      .send(Buffer.from(await preview())),
  );
  http.get('/robots.txt', (_request, reply) =>
    reply.header('cache-control', A_DAY).type('text/plain; charset=utf-8').send(robots(site().url)),
  );
  http.get('/sitemap.xml', (_request, reply) =>
    reply
      .header('cache-control', A_DAY)
      .type('application/xml; charset=utf-8')
      .send(sitemap(site().url, paths)),
  );
}

/** The apps have nothing for a stranger, and the API needs a key. */
function robots(url: string): string {
  return [
    'User-agent: *',
    'Disallow: /api/',
    'Disallow: /portal/',
    'Disallow: /console/',
    '',
    `Sitemap: ${url}/sitemap.xml`,
    '',
  ].join('\n');
}

function sitemap(url: string, paths: readonly string[]): string {
  const entries = paths.map((path) => `<url><loc>${escapeHtml(url + path)}</loc></url>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...entries,
    '</urlset>',
    '',
  ].join('\n');
}
