import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../docs/guides');

/** The guides in reading order; each is `docs/guides/<name>.md`. */
export const guides = {
  'quick-start': { title: 'Quick start', lead: 'From a key to the first code in five minutes.' },
  testing: {
    title: 'Testing your integration',
    lead: 'Every outcome, every error and every event on demand, without real codes or money.',
  },
  authentication: { title: 'Authentication', lead: 'Keys, their scopes and how to rotate them.' },
  'rate-limits': {
    title: 'Rate limits',
    lead: 'How many requests a minute, and how long to wait.',
  },
  idempotency: { title: 'Idempotency', lead: 'Retries that never buy twice.' },
  buying: { title: 'Buying in the portal', lead: 'Many products at once, without a program.' },
  fill: {
    title: 'When there are too few codes',
    lead: 'Order what is there, or wait for the rest.',
  },
  holds: {
    title: 'Holds and returns',
    lead: 'Reserve codes now, buy them when your customer has paid, and return what nobody has read.',
  },
  'request-log': {
    title: 'Request log',
    lead: 'The calls of your keys in the last seven days, and why some failed.',
  },
  'look-ups': {
    title: 'Looking things up',
    lead: 'One order, one product, one key: a call for each question.',
  },
  alerts: { title: 'Alerts', lead: 'Be warned before money, codes or a key run out.' },
  deposits: { title: 'Deposits', lead: 'How money comes to your balance, and how to follow it.' },
  statement: {
    title: 'Statement',
    lead: 'Every change of your balance, and a month that adds up.',
  },
  invoices: {
    title: 'Invoices and credit notes',
    lead: 'One invoice a month, and what corrects it.',
  },
  errors: { title: 'Errors', lead: 'The shape of a refusal, and a page for every code.' },
  webhooks: { title: 'Webhooks', lead: 'Receive events, and check their signatures.' },
  claims: { title: 'Claims', lead: 'Codes that did not work are replaced or refunded.' },
  'sealed-codes': {
    title: 'Sealed codes',
    lead: 'Codes that only your own private key opens.',
  },
  versions: { title: 'Versions', lead: 'What may change, and what stays the same.' },
} as const;
export type Guide = keyof typeof guides;

export function isGuide(name: string): name is Guide {
  return Object.hasOwn(guides, name);
}

/** The Markdown source of a guide in the repository. */
export function readGuide(guide: Guide): Promise<string> {
  return readFile(join(FOLDER, `${guide}.md`), 'utf8');
}
