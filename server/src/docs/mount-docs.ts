import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chooseCoding, chooseType } from '../kit/http/index.ts';
import { findAsset, readAssets, readReference } from './assets.ts';
import { docsHeaders, referenceHeaders, sharedHeaders } from './headers.ts';
import { renderPage } from './page.ts';
import { referencePage } from './reference-page.ts';
import { renderMarkdown } from './render-markdown.ts';
import { readSource } from './sources.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';
const HTML = 'text/html; charset=utf-8';

interface Page {
  readonly markdown: string;
  readonly html: string;
}

/** The guides, the pages of error codes and the API reference, below `/docs`. */
export function mountDocs(http: FastifyInstance, publicUrl: () => string): void {
  const pages = new Map<string, Page>();
  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    const [path = ''] = request.url.split('?');
    const page = pages.get(path) ?? (await readPage(path, publicUrl()));
    if (page === null) return reply.callNotFound();
    pages.set(path, page);
    reply.headers({ ...docsHeaders, 'cache-control': 'no-cache', vary: 'Accept' });
    const type = chooseType(request.headers.accept, ['text/html', 'text/markdown']);
    if (type === 'text/html') return reply.type(HTML).send(page.html);
    return reply.type('text/markdown; charset=utf-8').send(page.markdown);
  };

  for (const path of ['/docs', '/docs/:guide', '/docs/errors/:code']) http.get(path, show);
  http.get('/docs/reference', async (_request, reply) =>
    reply
      .headers({ ...referenceHeaders, 'cache-control': 'no-cache' })
      .type(HTML)
      .send(referencePage(await readAssets(), await readReference())),
  );
  http.get<{ Params: { name: string } }>('/docs/assets/:name', async (request, reply) => {
    const asset = await findAsset(request.params.name);
    if (asset === null) return reply.callNotFound();
    const { type, br, gzip, identity } = asset;
    reply.headers({ ...sharedHeaders, vary: 'Accept-Encoding', 'cache-control': FOR_EVER });
    const coding = chooseCoding(request.headers['accept-encoding'], ['br', 'gzip', 'identity']);
    const packed = { br, gzip, identity: null }[coding];
    if (packed) reply.header('content-encoding', coding);
    return reply.type(type).send(packed ?? identity);
  });
}

async function readPage(path: string, publicUrl: string): Promise<Page | null> {
  const markdown = await readSource(path, publicUrl);
  if (markdown === null) return null;
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? 'Documentation';
  const html = renderPage(await readAssets(), { title, path, body: renderMarkdown(markdown) });
  return { markdown, html };
}
