import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../docs/guides');

/** The parts of the documentation, in the order of its navigation. */
export const sections = {
  begin: 'Get started',
  buy: 'Codes',
  follow: 'Events',
  money: 'Money',
  promise: 'Changes',
} as const;
export type Section = keyof typeof sections;

/** The guides in reading order; each is `docs/guides/<name>.md`. */
export const guides = {
  'quick-start': {
    section: 'begin',
    title: 'Quick start',
    lead: 'From a key to the first code in five minutes.',
  },
  testing: {
    section: 'begin',
    title: 'Testing your integration',
    lead: 'Every outcome, every error and every event on demand, without real codes or money.',
  },
  sdk: {
    section: 'begin',
    title: 'SDK',
    lead: 'The API in TypeScript and JavaScript, with retries that never buy twice.',
  },
  'command-line': {
    section: 'begin',
    title: 'Command line',
    lead: 'Buy, receive webhooks and test an integration in a terminal.',
  },
  authentication: {
    section: 'begin',
    title: 'Authentication',
    lead: 'Keys, their scopes and how to rotate them.',
  },
  'rate-limits': {
    section: 'begin',
    title: 'Rate limits',
    lead: 'How many requests a minute, and how long to wait.',
  },
  idempotency: { section: 'begin', title: 'Idempotency', lead: 'Retries that never buy twice.' },
  errors: {
    section: 'begin',
    title: 'Errors',
    lead: 'The shape of a refusal, and a page for every code.',
  },
  'going-live': {
    section: 'begin',
    title: 'Going live',
    lead: 'What to check before a live key spends money.',
  },
  buying: {
    section: 'buy',
    title: 'Buying in the portal',
    lead: 'Many products at once, without a program.',
  },
  fill: {
    section: 'buy',
    title: 'When there are too few codes',
    lead: 'Order what is there, or wait for the rest.',
  },
  holds: {
    section: 'buy',
    title: 'Holds and returns',
    lead: 'Reserve codes now, buy them when your customer has paid, and return what nobody has read.',
  },
  'look-ups': {
    section: 'buy',
    title: 'Looking things up',
    lead: 'One order, one product, one key: a call for each question.',
  },
  claims: {
    section: 'buy',
    title: 'Claims',
    lead: 'Codes that did not work are replaced or refunded.',
  },
  'sealed-codes': {
    section: 'buy',
    title: 'Sealed codes',
    lead: 'Codes that only your own private key opens.',
  },
  webhooks: {
    section: 'follow',
    title: 'Webhooks',
    lead: 'Receive events, and check their signatures.',
  },
  alerts: {
    section: 'follow',
    title: 'Alerts',
    lead: 'Be warned before money, codes or a key run out.',
  },
  'request-log': {
    section: 'follow',
    title: 'Request log',
    lead: 'The calls of your keys in the last seven days, and why some failed.',
  },
  deposits: {
    section: 'money',
    title: 'Deposits',
    lead: 'How money comes to your balance, and how to follow it.',
  },
  statement: {
    section: 'money',
    title: 'Statement',
    lead: 'Every change of your balance, and a month that adds up.',
  },
  invoices: {
    section: 'money',
    title: 'Invoices and credit notes',
    lead: 'One invoice a month, and what corrects it.',
  },
  versions: {
    section: 'promise',
    title: 'Versions',
    lead: 'What may change, and what stays the same.',
  },
} as const satisfies Record<string, { section: Section; title: string; lead: string }>;
export type Guide = keyof typeof guides;

export function isGuide(name: string): name is Guide {
  return Object.hasOwn(guides, name);
}

/** The Markdown source of a guide in the repository. */
export function readGuide(guide: Guide): Promise<string> {
  return readFile(join(FOLDER, `${guide}.md`), 'utf8');
}
