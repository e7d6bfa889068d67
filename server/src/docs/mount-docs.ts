import { errorCodes } from '@psnb2b/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chooseCoding, chooseType } from '../kit/http/index.ts';
import { findAsset, readAssets, readReference } from './assets.ts';
import { guides, isGuide } from './guides.ts';
import { docsHeaders, referenceHeaders, sharedHeaders } from './headers.ts';
import type { PublicSite } from './page.ts';
import { referencePage } from './reference-page.ts';
import { renderMarkdown } from './render-markdown.ts';
import { sendPage } from './send-page.ts';
import { readSource } from './sources.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';
const HTML = 'text/html; charset=utf-8';

/** A document, rendered once; the frame around it is written at each request. */
interface Text {
  readonly title: string;
  readonly description: string;
  readonly markdown: string;
  readonly html: string;
}

/** The guides, the pages of error codes and the API reference, below `/docs`. */
export function mountDocs(http: FastifyInstance, site: () => PublicSite): void {
  const texts = new Map<string, Text>();
  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    const [path = ''] = request.url.split('?');
    const text = texts.get(path) ?? (await readText(path, site().url));
    if (text === null) return reply.callNotFound();
    texts.set(path, text);
    reply.header('vary', 'Accept');
    const type = chooseType(request.headers.accept, ['text/html', 'text/markdown']);
    if (type !== 'text/html') {
      reply.headers({ ...docsHeaders, 'cache-control': 'no-cache' });
      return reply.type('text/markdown; charset=utf-8').send(text.markdown);
    }
    const { title, description, html: body } = text;
    return sendPage(request, reply, site(), { title, description, path, body });
  };

  for (const path of ['/docs', '/docs/:guide', '/docs/errors/:code']) http.get(path, show);
  http.get('/docs/reference', async (_request, reply) =>
    reply
      .headers({ ...referenceHeaders, 'cache-control': 'no-cache' })
      .type(HTML)
      .send(referencePage(await readAssets(), await readReference(), site())),
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

/** The addresses of all documents, for search engines. */
export function docsPaths(): string[] {
  const errors = errorCodes.map((code) => `/docs/errors/${code}`);
  return [
    '/docs',
    '/docs/reference',
    ...Object.keys(guides).map((name) => `/docs/${name}`),
    ...errors,
  ];
}

async function readText(path: string, publicUrl: string): Promise<Text | null> {
  const markdown = await readSource(path, publicUrl);
  if (markdown === null) return null;
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? 'Documentation';
  return { title, description: describe(path, title), markdown, html: renderMarkdown(markdown) };
}

function describe(path: string, title: string): string {
  const name = path.replace('/docs/', '');
  if (isGuide(name)) return guides[name].lead;
  return path.startsWith('/docs/errors/')
    ? `The error ${title} of the partner API: what happened, and how to fix it.`
    : 'How to list, order and download gift card codes by API: guides and reference.';
}
