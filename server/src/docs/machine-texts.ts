import { documents } from './documents.ts';
import type { PublicSite } from './page.ts';

/** `/llms.txt`: what there is to read, as a list of Markdown pages (https://llmstxt.org). */
export function llmsText({ name, url }: PublicSite): string {
  const isError = (path: string) => path.startsWith('/docs/errors/');
  const shown = [...documents.values()].filter(({ path }) => path !== '/docs');
  const line = ({ path, title, lead }: (typeof shown)[number]) =>
    `- [${title}](${url}${path}.md): ${lead}`;
  return [
    `# ${name}`,
    '',
    '> Gift-card codes for businesses, by API: list what is in stock, place an order, download its codes. Test keys cost nothing.',
    '',
    `All pages in one file: ${url}/llms-full.txt. The API for machines: ${url}/api/v1/openapi.json (OpenAPI 3.1).`,
    '',
    '## Documentation',
    '',
    ...shown.filter(({ path }) => !isError(path)).map(line),
    '',
    '## Error codes',
    '',
    ...shown.filter(({ path }) => isError(path)).map(line),
    '',
  ].join('\n');
}

/** `/llms-full.txt`: every page of the documentation, one after the other. */
export async function llmsFullText({ url }: PublicSite): Promise<string> {
  const texts: string[] = [];
  for (const { path, read } of documents.values()) {
    if (path !== '/docs') texts.push(`<!-- ${url}${path} -->\n\n${(await read(url)).trim()}\n`);
  }
  return texts.join('\n');
}
