import { errorCodes, errorEntry, errorIndex, errorPage } from '@psnb2b/contract';
import { readChangelog } from './changelog.ts';
import type { Document } from './document.ts';
import { type Guide, guides, readGuide } from './guides.ts';
import { eventDocuments } from './reference/event-documents.ts';
import { referenceDocuments } from './reference/reference-documents.ts';

/** Placeholder in the guides for the address of this server. */
const SAMPLE_URLS = /http:\/\/127\.0\.0\.1:8080|https:\/\/psnb2b\.example/g;

/** Every page of the documentation, by its address, in reading order. */
export const documents: ReadonlyMap<string, Document> = new Map(
  [
    landing(),
    ...guideDocuments(),
    ...eventDocuments,
    changelog(),
    ...errorDocuments(),
    ...referenceDocuments,
  ].map((document) => [document.path, document]),
);

/** Whether a page belongs to the API reference, which has a navigation of its own. */
export function isReference(path: string): boolean {
  return path.startsWith('/docs/reference');
}

function landing(): Document {
  return {
    path: '/docs',
    title: 'Documentation',
    lead: 'How to list, order and download gift card codes by API: guides and reference.',
    section: null,
    read: () => landingText(),
  };
}

function guideDocuments(): Document[] {
  return Object.entries(guides).map(([guide, { title, lead, section }]) => ({
    path: `/docs/${guide}`,
    title,
    lead,
    section,
    read: async (publicUrl) => {
      const text = (await readGuide(guide as Guide)).replaceAll(SAMPLE_URLS, publicUrl);
      return guide === 'errors' ? `${text}\n${allCodes()}` : text;
    },
  }));
}

function changelog(): Document {
  return {
    path: '/docs/changelog',
    title: 'Changelog',
    lead: 'What changed for partners, newest first.',
    section: 'promise',
    read: readChangelog,
  };
}

function errorDocuments(): Document[] {
  return errorCodes.map((code) => ({
    path: `/docs/errors/${code}`,
    title: code,
    lead: `${errorEntry(code).title}: what happened, and how to fix it.`,
    section: null,
    read: (publicUrl) => errorPage(code, publicUrl),
  }));
}

/** The list of codes from `docs/errors`, as a section of the guide. */
function allCodes(): string {
  const table = errorIndex()
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return ['## All codes', '', ...table, ''].join('\n').replaceAll('](', '](../errors/');
}

function landingText(): string {
  const lines = [...documents.values()]
    .filter(({ path, section }) => section !== null && !isReference(path))
    .map(({ path, title, lead }) => `- [${title}](${path}): ${lead}`);
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
    '- [Event types](/docs/events): Every event that we send, with a sample in each state.',
    '- [openapi.json](/api/v1/openapi.json): The reference for machines (OpenAPI 3.1).',
    '- [Collection](/docs/collection.json): Every call as a request for Postman, Bruno or Insomnia, to be run in order with a test key.',
    '- [llms.txt](/llms.txt) and [llms-full.txt](/llms-full.txt): All pages as Markdown, for assistants. Each page alone: add `.md`',
    '  to its address.',
    '',
  ].join('\n');
}
