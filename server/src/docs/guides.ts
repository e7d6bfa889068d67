import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../docs/guides');

/** The guides in the order in which they are read; each is `docs/guides/<name>.md`. */
export const guides = {
  'quick-start': { title: 'Quick start', lead: 'From a key to the first code in five minutes.' },
  authentication: { title: 'Authentication', lead: 'Keys, their scopes and how to rotate them.' },
  'rate-limits': {
    title: 'Rate limits',
    lead: 'How many requests a minute, and how long to wait.',
  },
  idempotency: { title: 'Idempotency', lead: 'Retries that never buy twice.' },
  errors: { title: 'Errors', lead: 'How a refusal is told, and a page for every code.' },
  webhooks: { title: 'Webhooks', lead: 'Being told what happens, and checking who tells it.' },
  claims: { title: 'Claims', lead: 'Codes that did not work are replaced or refunded.' },
  'sealed-codes': {
    title: 'Sealed codes',
    lead: 'Codes that only your own private key opens.',
  },
  versions: { title: 'Versions', lead: 'What may change, and what stays as it is.' },
} as const;
export type Guide = keyof typeof guides;

export function isGuide(name: string): name is Guide {
  return Object.hasOwn(guides, name);
}

/** The Markdown of a guide, as it is written in the repository. */
export function readGuide(guide: Guide): Promise<string> {
  return readFile(join(FOLDER, `${guide}.md`), 'utf8');
}
