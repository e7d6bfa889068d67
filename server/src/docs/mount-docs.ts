import { basePath } from '@psnb2b/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chooseCoding, chooseType } from '../kit/http/index.ts';
import { findAsset } from './assets.ts';
import { buildCollection } from './collection.ts';
import { documents } from './documents.ts';
import { sharedHeaders } from './headers.ts';
import { llmsFullText, llmsText } from './machine-texts.ts';
import type { PublicSite } from './page.ts';
import { renderMarkdown } from './render-markdown.ts';
import { buildSearchIndex } from './search-index.ts';
import { sendPage, sendText } from './send-page.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';
const MARKDOWN = '.md';

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
  http.get('/docs/collection.json', async (request, reply) => {
    const text = JSON.stringify(buildCollection(site().url + basePath), null, 2);
    return sendText(request, reply, '/docs/collection.json', 'application/json', text);
  });
  http.get('/llms.txt', async (request, reply) =>
    sendText(request, reply, '/llms.txt', 'text/plain', llmsText(site())),
  );
  http.get('/llms-full.txt', async (request, reply) =>
    sendText(request, reply, '/llms-full.txt', 'text/plain', await everything()),
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
  return [...documents.keys()];
}

async function readText(path: string, publicUrl: string): Promise<Text | null> {
  const document = documents.get(path);
  if (document === undefined) return null;
  const markdown = await document.read(publicUrl);
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? document.title;
  const html = withForm(renderMarkdown(markdown), document.form?.());
  return { title, description: document.lead, markdown, html };
}

/** Puts a form behind the beginning of a page. */
function withForm(html: string, form: string | undefined): string {
  if (form === undefined) return html;
  const end = html.indexOf('<h2');
  return end < 0 ? html + form : html.slice(0, end) + form + html.slice(end);
}
