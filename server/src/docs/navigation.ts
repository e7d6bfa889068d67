import { tags } from '@psnb2b/contract';
import { documents, isReference } from './documents.ts';
import { sections } from './guides.ts';
import { escapeHtml } from './html.ts';

/** The list of pages beside a page of the documentation: the calls beside the reference, otherwise the guides, by section. */
export function navigationOf(path: string | null): string {
  const isOfReference = path !== null && isReference(path);
  const titles = isOfReference
    ? Object.keys(tags).map((tag) => [tag, tag])
    : Object.entries(sections);
  const parts = titles.map(([section, title]) => {
    const items = [...documents.values()].filter((each) => each.section === section);
    const lines = items.map((each) => `<li>${linkTo(each.path, each.title, path)}</li>`);
    return `<h2>${title}</h2>\n<ul>\n${lines.join('\n')}\n</ul>`;
  });
  return `<nav class="guides" id="contents" aria-label="Documentation">\n${parts.join('\n')}\n</nav>`;
}

/** A link that says whether it leads to the page that is open, or to the page above it. */
function linkTo(place: string, title: string, path: string | null): string {
  const isAbove = path?.startsWith(`${place}/`) === true;
  const current = path === place ? ' aria-current="page"' : isAbove ? ' aria-current="true"' : '';
  return `<a href="${place}"${current}>${escapeHtml(title)}</a>`;
}

const HEADING = /<h2 id="([^"]+)">(.*?)<\/h2>/g;
const HEADINGS_MIN = 2;

/** The headings of a page, as a list beside it; empty for a page with hardly any. */
export function onThisPage(html: string): string {
  const found = [...html.matchAll(HEADING)];
  if (found.length < HEADINGS_MIN) return '';
  const items = found.map(
    ([, anchor, text = '']) =>
      `<li><a href="#${anchor}">${text.replaceAll(/<\/?a\b[^<>]*>/g, '')}</a></li>`,
  );
  return `<nav class="outline" aria-label="On this page"><h2>On this page</h2>\n<ul>\n${items.join('\n')}\n</ul></nav>`;
}
