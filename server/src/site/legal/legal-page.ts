import { escapeHtml, type PublicPage, renderMarkdown } from '../../docs/index.ts';
import { inForceOn, type LegalName, legalPages } from './legal-text.ts';
import type { StoredText } from './read-texts.ts';

/** What a text may name in braces, as `{shop}`: plain text, or null if the shop has not said it. */
export type Facts = Readonly<Record<string, string | null>>;

const HEADINGS = /<h2 id="([^"]*)">(.*?)<\/h2>/g;
const NAMED = /\{([a-z_]{1,30})\}/g;

/**
 * The page of a legal text on a day: with its contents, since when it is in force, and its other versions. `version` is the day of
 * another version; null if there is no such text.
 */
export function legalPage(
  name: LegalName,
  texts: readonly StoredText[],
  facts: Facts,
  { today, version }: { readonly today: string; readonly version: string | null },
): PublicPage | null {
  const { current, earlier, next } = inForceOn(texts, today);
  const text =
    version === null ? current : [...earlier, next].find((each) => each?.day === version);
  if (!text) return null;
  const html = renderMarkdown(fill(text.markdown, facts));
  const { title, description } = legalPages[name];
  const [heading = `<h1>${title}</h1>`, rest] = splitHeading(html);
  return {
    title: version === null ? title : `${title} of ${version}`,
    path: version === null ? `/${name}` : `/${name}/${version}`,
    description,
    aside: contents(html),
    body: `${heading}
<p class="quiet">${validity(text, current === text)}${
      version === null && next
        ? ` From ${date(next.day)} on <a href="/${name}/${next.day}">another version</a> applies.`
        : ''
    }</p>
${rest}
${version === null ? '' : `<p><a href="/${name}">The version in force</a></p>`}
${version === null ? earlierVersions(name, earlier) : ''}`,
  };
}

function splitHeading(html: string): [string | undefined, string] {
  const end = html.indexOf('</h1>');
  if (!html.startsWith('<h1') || end < 0) return [undefined, html];
  return [html.slice(0, end + '</h1>'.length), html.slice(end + '</h1>'.length)];
}

function validity({ since, day }: StoredText, isCurrent: boolean): string {
  if (isCurrent) return `In force since ${date(since)}.`;
  return `This version is not in force; its day is ${date(day)}.`;
}

function date(day: string | null): string {
  return day === null ? 'an unknown day' : `<time datetime="${day}">${day}</time>`;
}

/** The second-level headings as a list beside the text; null if there are too few to need one. */
function contents(html: string): string | null {
  const items = [...html.matchAll(HEADINGS)].map(
    ([, id, inner]) => `<li><a href="#${id}">${inner?.replaceAll(/<[^<>]*>/g, '')}</a></li>`,
  );
  if (items.length < 2) return null;
  return `<nav class="guides" aria-label="Contents">\n<ul>\n${items.join('\n')}\n</ul>\n</nav>`;
}

function earlierVersions(name: LegalName, earlier: readonly StoredText[]): string {
  const items = earlier.flatMap(({ day }) =>
    day === null ? [] : [`<li><a href="/${name}/${day}">${day}</a></li>`],
  );
  return items.length === 0
    ? ''
    : `<h2 id="earlier-versions">Earlier versions</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}

/**
 * Fills in the facts. A line that names one which is not known is left out, so that no text shows an empty place; unknown names
 * stay as they are. Facts are plain text: their characters never format anything.
 */
export function fill(markdown: string, facts: Facts): string {
  const lines = markdown.split('\n').filter((line) => {
    const names = [...line.matchAll(NAMED)].map(([, name = '']) => name);
    return !names.some((name) => Object.hasOwn(facts, name) && facts[name] === null);
  });
  return lines.join('\n').replaceAll(NAMED, (place, name: string) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return typeof fact === 'string' ? plain(fact) : place;
  });
}

/** A text in Markdown in which no character has a meaning (CommonMark, section 2.4); on one line. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[!-/:-@[-`{-~]/g, (each) => `\\${each}`);
}

/** What a reader gets while no text can be read. */
export function unreadable(name: LegalName): PublicPage {
  const { title } = legalPages[name];
  return {
    title,
    path: null,
    aside: null,
    body: `<h1>${escapeHtml(title)}</h1>\n<p>This text cannot be shown right now. Please try again in a minute.</p>`,
  };
}
