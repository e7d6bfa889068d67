import { errorIndex, errorPage, isErrorCode } from '@psnb2b/contract';
import { guides, isGuide, readGuide } from './guides.ts';

/** Placeholder in the guides for the address of this server. */
const SAMPLE_URLS = /http:\/\/127\.0\.0\.1:8080|https:\/\/psnb2b\.example/g;

/** The Markdown of the page at an address (`/docs/quick-start`); null if there is no such page. */
export async function readSource(path: string, publicUrl: string): Promise<string | null> {
  const [, , first, second, ...more] = path.split('/');
  if (more.length > 0) return null;
  if (first === undefined) return landing();
  if (second !== undefined) {
    return first === 'errors' && isErrorCode(second) ? errorPage(second, publicUrl) : null;
  }
  if (!isGuide(first)) return null;
  const text = (await readGuide(first)).replaceAll(SAMPLE_URLS, publicUrl);
  return first === 'errors' ? `${text}\n${allCodes()}` : text;
}

/** The list of codes from `docs/errors`, as a section of the guide. */
function allCodes(): string {
  const table = errorIndex()
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return ['## All codes', '', ...table, ''].join('\n').replaceAll('](', '](../errors/');
}

function landing(): string {
  const lines = Object.entries(guides).map(
    ([guide, { title, lead }]) => `- [${title}](/docs/${guide}): ${lead}`,
  );
  return [
    '# Documentation',
    '',
    'Everything a partner’s engineer needs to list, order and download codes by machine. Begin with the',
    '[quick start](/docs/quick-start): it takes five minutes and costs nothing.',
    '',
    '## Guides',
    '',
    ...lines,
    '',
    '## Reference',
    '',
    '- [API reference](/docs/reference): Every call, with its shapes, refusals and examples.',
    '- [All error codes](/docs/errors#all-codes): What happened, and how to fix it.',
    '- [openapi.json](/api/v1/openapi.json): The reference for machines (OpenAPI 3.1).',
    '',
  ].join('\n');
}
