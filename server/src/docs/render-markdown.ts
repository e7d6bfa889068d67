import { Marked, type RendererObject, type Tokens } from 'marked';
import { escapeHtml } from './html.ts';

/** `Test money` → `test-money`, the anchor of a heading as GitHub and editors make it. */
export function anchorOf(heading: string): string {
  const words = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '');
  return words.trim().replaceAll(/\s/g, '-');
}

/** Whether a link leads to a page or to a person, and never runs a script. A scheme is what precedes a colon before any path. */
export function isHarmless(href: string): boolean {
  const [start = href] = href.split(/[/?#]/, 1);
  return !start.includes(':') || /^(https?|mailto|tel):/i.test(start);
}

const MARKDOWN = '.md';

/** The site address of a link between Markdown files of `docs/guides` and `docs/errors`. */
export function siteLink(href: string): string {
  const hash = href.includes('#') ? href.indexOf('#') : href.length;
  const [file, anchor] = [href.slice(0, hash), href.slice(hash)];
  if (!file.endsWith(MARKDOWN) || /^[a-z]+:|^\//.test(file)) return href;
  const folder = file.lastIndexOf('/') + 1;
  const [path, name] = [file.slice(0, folder), file.slice(folder, -MARKDOWN.length)];
  if (name === 'README') return `/docs/errors${anchor || '#all-codes'}`;
  // Codes contain `_`, guides contain `-`; a code of one word is found by its folder.
  return path.endsWith('errors/') ? `/docs/errors/${name}${anchor}` : `/docs/${name}${anchor}`;
}

const renderer: RendererObject = {
  heading({ tokens, depth, text }: Tokens.Heading) {
    const inner = this.parser.parseInline(tokens);
    return `<h${depth} id="${anchorOf(text)}">${inner}</h${depth}>\n`;
  },
  link({ href, tokens }: Tokens.Link) {
    const inner = this.parser.parseInline(tokens);
    return isHarmless(href) ? `<a href="${escapeHtml(siteLink(href))}">${inner}</a>` : inner;
  },
  // Pages load nothing from elsewhere, so a picture is shown as its text.
  image({ text }: Tokens.Image) {
    return escapeHtml(text);
  },
  code({ text, lang }: Tokens.Code) {
    const label = escapeHtml(lang ? ` (${lang})` : '');
    return `<pre tabindex="0" role="region" aria-label="Example${label}"><code>${escapeHtml(text)}\n</code></pre>\n`;
  },
  // No text may contain HTML; if one does, its characters are shown as text.
  html({ text }: Tokens.HTML | Tokens.Tag) {
    return escapeHtml(text);
  },
};

const marked = new Marked({ gfm: true, renderer });

/** Renders Markdown (CommonMark with tables) as HTML: headings with anchors, wide tables in scrollable regions. */
export function renderMarkdown(markdown: string): string {
  const html = marked.parse(markdown, { async: false });
  const frame = (table: number) =>
    `<div class="wide" tabindex="0" role="region" aria-label="Table ${table}"><table>`;
  // Regions are numbered, so that each has its own name. No text contains these quotes or tags, because they are escaped.
  return numbered(
    numbered(html, 'aria-label="Example', (example) => `aria-label="Example ${example}`),
    '<table>',
    frame,
  ).replaceAll('</table>', '</table></div>');
}

function numbered(html: string, what: string, write: (number: number) => string): string {
  let last = 0;
  return html.replaceAll(what, () => {
    last += 1;
    return write(last);
  });
}
