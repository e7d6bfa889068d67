import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chooseCoding, chooseType } from '../kit/http/index.ts';
import { findAsset, readAssets, readReference } from './assets.ts';
import { documents } from './documents.ts';
import { referenceHeaders, sharedHeaders } from './headers.ts';
import { llmsFullText, llmsText } from './machine-texts.ts';
import type { PublicSite } from './page.ts';
import { referencePage } from './reference-page.ts';
import { renderMarkdown } from './render-markdown.ts';
import { buildSearchIndex } from './search-index.ts';
import { sendPage, sendText } from './send-page.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';
const MARKDOWN = '.md';
const HTML = 'text/html; charset=utf-8';

/** A document, rendered once; the frame around it is written at each request. */
interface Text {
  readonly title: string;
  readonly description: string;
  readonly markdown: string;
  readonly html: string;
}

/** The pages of the documentation and what is made from them, below `/docs`. */
export function mountDocs(http: FastifyInstance, site: () => PublicSite): void {
  const texts = new Map<string, Text>();
  const index = kept(site, async ({ url }) => JSON.stringify(await buildSearchIndex(url)));
  const everything = kept(site, llmsFullText);
  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    const [address = ''] = request.url.split('?');
    const isSource = address.endsWith(MARKDOWN);
    const path = isSource ? address.slice(0, -MARKDOWN.length) : address;
    const text = texts.get(path) ?? (await readText(path, site().url));
    if (text === null) return reply.callNotFound();
    texts.set(path, text);
    if (!isSource) reply.header('vary', 'Accept');
    const type = chooseType(request.headers.accept, ['text/html', 'text/markdown']);
    if (isSource || type !== 'text/html') {
      // Search engines know the page, not its source.
      reply.header('link', `<${site().url}${path}>; rel="canonical"`);
      return sendText(request, reply, `${path}${MARKDOWN}`, 'text/markdown', text.markdown);
    }
    const { title, description, html: body } = text;
    const markdown = `${path}${MARKDOWN}`;
    return sendPage(request, reply, site(), { title, description, path, body, markdown });
  };

  for (const path of ['/docs', '/docs.md', '/docs/:page', '/docs/:folder/:page'])
    http.get(path, show);
  http.get('/docs/search.json', async (request, reply) => {
    return sendText(request, reply, '/docs/search.json', 'application/json', await index());
  });
  http.get('/llms.txt', async (request, reply) =>
    sendText(request, reply, '/llms.txt', 'text/plain', llmsText(site())),
  );
  http.get('/llms-full.txt', async (request, reply) =>
    sendText(request, reply, '/llms-full.txt', 'text/plain', await everything()),
  );
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

/** A text that is made on its first use, when the address of this server is known. */
function kept(
  site: () => PublicSite,
  make: (site: PublicSite) => Promise<string>,
): () => Promise<string> {
  let text: Promise<string> | undefined;
  return () => {
    text ??= make(site());
    return text;
  };
}

/** The addresses of all documents, for search engines. */
export function docsPaths(): string[] {
  return [...documents.keys(), '/docs/reference'];
}

async function readText(path: string, publicUrl: string): Promise<Text | null> {
  const document = documents.get(path);
  if (document === undefined) return null;
  const markdown = await document.read(publicUrl);
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? document.title;
  return { title, description: document.lead, markdown, html: renderMarkdown(markdown) };
}
