import { readAssets } from './assets.ts';
import { docsHeaders } from './headers.ts';
import { type PublicSite, renderPage } from './page.ts';

const BODY = `<h1>There is no such page</h1>
<p>The address may be mistyped, or what it showed is gone.</p>
<ul>
<li><a href="/docs">Documentation</a>: the guides and the API reference</li>
<li><a href="/portal">Portal</a>: for people who buy</li>
<li><a href="/">First page</a></li>
</ul>`;

/** The page that a person gets at an unknown address. */
export async function notFoundPage(
  site: PublicSite,
): Promise<{ headers: typeof docsHeaders; html: string }> {
  const page = { title: 'There is no such page', path: null, body: BODY };
  return { headers: docsHeaders, html: renderPage(await readAssets(), site, page) };
}
