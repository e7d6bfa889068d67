import type { Document } from './document.ts';
import { documents } from './documents.ts';
import { anchorOf } from './render-markdown.ts';

/** One heading of a page with the text below it: path, title of the page, heading (empty for the page itself), anchor, text. */
export type Entry = readonly [
  path: string,
  title: string,
  heading: string,
  anchor: string,
  text: string,
];

/** A list of every call that can answer with a code is no text that people search for. */
const LISTS = /^(Calls that answer with it|Example)$/;

/** The index that the search of the documentation loads when it is first used; built once. */
export async function buildSearchIndex(publicUrl: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const document of documents.values()) {
    if (document.path === '/docs') continue;
    entries.push(...entriesOf(document, await document.read(publicUrl)));
  }
  return entries;
}

/** The entries of one page: its beginning, and one for each heading. */
export function entriesOf({ path, title, lead }: Document, markdown: string): Entry[] {
  const [first = '', ...parts] = markdown.replaceAll(/^```.*?^```$/gms, '').split(/^(?=##+ )/m);
  const opening: Entry = [path, title, '', '', plain(`${lead} ${first.replace(/^# .*$/m, '')}`)];
  return [
    opening,
    ...parts.flatMap((part): Entry[] => {
      const [line = '', ...lines] = part.split('\n');
      const heading = plain(line.replace(/^#+ /, ''));
      if (LISTS.test(heading)) return [];
      return [[path, title, heading, anchorOf(line.replace(/^#+ /, '')), plain(lines.join(' '))]];
    }),
  ];
}

/** Markdown as the words that a reader sees. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/\]\([^)(]*\)/g, '')
    .replaceAll(/\|[-| ]+\|/g, ' ')
    .replaceAll(/[`*[|]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
