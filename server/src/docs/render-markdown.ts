import { Marked, type RendererObject, type Token, type Tokens } from 'marked';
import { escapeHtml } from './html.ts';
import { isLanguage, languages, type Sample, samplesOf } from './samples/index.ts';

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

/** Samples of one request: a choice of languages that needs no script, and one of them shown. */
interface Samples extends Tokens.Generic {
  readonly type: 'samples';
  readonly samples: readonly Sample[];
  /** Its place on the page: each choice of a language is a group of its own. */
  readonly number: number;
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
  // A heading without a text, above a column of names, would be read aloud as one.
  tablecell({ tokens, text, header, align }: Tokens.TableCell) {
    const tag = header && text !== '' ? 'th' : 'td';
    const side = align === null ? '' : ` align="${align}"`;
    return `<${tag}${side}>${this.parser.parseInline(tokens)}</${tag}>\n`;
  },
  // Pages load nothing from elsewhere, so a picture is shown as its text.
  image({ text }: Tokens.Image) {
    return escapeHtml(text);
  },
  code({ text, lang }: Tokens.Code) {
    return codeBlock(text, lang ? ` (${lang})` : '');
  },
  // No text may contain HTML; if one does, its characters are shown as text.
  html({ text }: Tokens.HTML | Tokens.Tag) {
    return escapeHtml(text);
  },
};

const marked = new Marked({
  gfm: true,
  renderer,
  extensions: [{ name: 'samples', renderer: (token) => choiceOf(token as Samples) }],
});

function codeBlock(text: string, label: string): string {
  return `<pre tabindex="0" role="region" aria-label="Example${escapeHtml(label)}"><code>${escapeHtml(text)}\n</code></pre>\n`;
}

function choiceOf({ samples, number }: Samples): string {
  const choices = samples.map(({ language, text }, index) => {
    const { value, label } = languages[language];
    const shown = language === 'sh' && !text.startsWith('curl') ? 'Shell' : label;
    const checked = index === 0 ? ' checked' : '';
    return `<label><input type="radio" name="language-${number}" value="${value}"${checked}>${shown}</label>`;
  });
  const blocks = samples.map(
    ({ language, text }) =>
      `<div data-language="${languages[language].value}">${codeBlock(text, ` (${languages[language].label})`)}</div>`,
  );
  return `<div class="samples"><fieldset><legend>Language</legend>${choices.join('')}</fieldset>\n${blocks.join('')}</div>\n`;
}

/** Joins fences of different languages that follow each other, and translates a `curl` command that stands alone. */
function gather(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  let run: Sample[] = [];
  let number = 0;
  const end = () => {
    const [first] = run;
    if (first === undefined) return;
    const samples = run.length === 1 && first.language === 'sh' ? samplesOf(first.text) : run;
    if (samples.length > 1) {
      number += 1;
      kept.push({ type: 'samples', raw: '', samples, number } satisfies Samples);
    } else kept.push({ type: 'code', raw: '', text: first.text, lang: first.language });
    run = [];
  };
  for (const token of tokens) {
    if (token.type === 'code' && isLanguage(token.lang)) {
      const { lang: language, text } = token as { lang: Sample['language']; text: string };
      if (run.some((each) => each.language === language)) end();
      run.push({ language, text });
    } else if (token.type !== 'space' || run.length === 0) {
      end();
      kept.push(token);
    }
  }
  end();
  return kept;
}

/**
 * Renders Markdown (CommonMark with tables) as HTML: headings with anchors, wide tables in scrollable regions, and samples of one
 * request in every language.
 */
export function renderMarkdown(markdown: string): string {
  const html = marked.parser(gather(marked.lexer(markdown)));
  const frame = (table: number) =>
    `<div class="wide" tabindex="0" role="region" aria-label="Table ${table}"><table>`;
  // Regions are numbered, so that each has its own name. No text contains these quotes or tags, because they are escaped.
  const examples = numbered(html, 'aria-label="Example', (n) => `aria-label="Example ${n}`);
  return numbered(examples, '<table>', frame).replaceAll('</table>', '</table></div>');
}

function numbered(html: string, what: string, write: (number: number) => string): string {
  let last = 0;
  return html.replaceAll(what, () => {
    last += 1;
    return write(last);
  });
}
