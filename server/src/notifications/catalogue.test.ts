/**
 * Guards: every notification is a complete sentence of the catalogue that links to a page of its reader's app, has no
 * secret, is used by some verb, and is on the operators' page.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressesOf, consolePages, portalPages, type WebApp } from '@psnb2b/contract';
import { describe, expect, test } from 'vitest';
import { type FactsOf, type KindName, kinds, type LetterName } from './catalogue.ts';
import { examples, letterExamples } from './examples.ts';
import type { Audience, Kind, LetterKind } from './kind.ts';
import { letters } from './letters.ts';
import { noticeOf } from './notice.ts';
import { ticketMessages } from './ticket-messages.ts';

const SOURCES = join(import.meta.dirname, '..');
const PAGE = '../../../docs/notifications.md';
const SENTENCE_MAX = 500;
const names = Object.keys(kinds) as KindName[];
const letterNames = Object.keys(letters) as LetterName[];

/** A value for each fact, as it looks if it is absent, a secret, a link that opens something, or a code. */
const NOT_FOR_PEOPLE =
  /undefined|null|NaN|Invalid|\[object|function|=>|whsec_|#token=|pk_|BEGIN|\b[A-Z0-9]{4}(-[A-Z0-9]{4}){2,}\b/;

/** Each app tests its own table of pages against these. */
const addresses = { portal: addressesOf(portalPages), console: addressesOf(consolePages) };

const all = names.flatMap((name) =>
  examples[name].map((facts) => ({ name, facts, ...noticeOf(name, facts) })),
);

function webAppsOf(to: Audience): readonly WebApp[] {
  if (to === 'heads' || to === 'person') return ['portal', 'console'];
  return 'partner' in to ? ['portal'] : ['console'];
}

describe.each(all)('$name says “$text”', ({ name, text, more, page }) => {
  test('as one complete sentence', () => {
    expect(text).toMatch(/^\S(?:[^\n\s]| (?! ))+\.$/u);
    expect(text.length).toBeLessThanOrEqual(SENTENCE_MAX);
    expect(name).toMatch(/^[a-z_]+\.[a-z_]+$/);
  });

  test('without a gap or a secret', () => {
    expect(`${text} ${more ?? ''}`).not.toMatch(NOT_FOR_PEOPLE);
  });

  test('and links to a page of its reader’s app', () => {
    for (const webApp of webAppsOf(kinds[name].to)) {
      const path = page(webApp).replace(
        /(\b[a-z]{3}_[0-9a-z]{26}|\bPSN-[A-Z]{2}-[0-9.]+)$/,
        'some_id',
      );
      expect(addresses[webApp]).toContain(path);
    }
  });
});

describe.each(letterNames)('the letter %s', (name) => {
  const letter: LetterKind = letters[name];

  test('has complete sentences, without a gap or a secret', () => {
    for (const facts of letterExamples[name]) {
      for (const text of letter.sentences(facts as never)) {
        expect(text).toMatch(/\.$/);
        expect(text).not.toMatch(NOT_FOR_PEOPLE);
      }
    }
  });

  test('contains nothing that a stranger wrote, if its address is not confirmed', () => {
    if (letter.to !== 'stranger') return;
    const read: PropertyKey[] = [];
    const facts = new Proxy(
      { role: 'buyer' },
      { get: (target, member) => read.push(member) && Reflect.get(target, member) },
    );
    letter.sentences(facts as never);
    expect(read.filter((member) => member !== 'role')).toEqual([]);
  });
});

test('every message of a ticket has complete sentences', () => {
  const said = [
    ticketMessages.review_opened(),
    ticketMessages.review_submitted(null),
    ticketMessages.review_submitted('Here it is.'),
    ticketMessages.review_asked('A newer document.'),
    ticketMessages.review_approved(),
    ticketMessages.review_rejected('No tax number.'),
    ticketMessages.key_issued('A new API key', new Date(0)),
    ticketMessages.webhook_registered(),
  ];
  for (const text of said) {
    expect(text).toMatch(/\.$/);
    expect(text).not.toMatch(NOT_FOR_PEOPLE);
  }
  expect(said.length).toBeGreaterThanOrEqual(Object.keys(ticketMessages).length);
});

describe('every kind is used by a verb', () => {
  const sources = globSync('**/*.ts', { cwd: SOURCES })
    .filter((path) => !/^notifications\/|\.test\.ts$/.test(path))
    .map((path) => readFileSync(join(SOURCES, path), 'utf8'));

  /** Named in the call, or in a file whose call takes the kind as a parameter. */
  const isSaid = (name: string, call: string) =>
    sources.some(
      (text) =>
        new RegExp(`\\b${call}\\(\\s*tx,[^;]*?'${name.replace('.', '\\.')}'`).test(text) ||
        (text.includes(`'${name}'`) &&
          new RegExp(`\\b${call}\\(tx, (?:\\w+, )?(?:kind|action),`).test(text)),
    );

  test.each(names)('%s', (name) => expect(isSaid(name, 'notify')).toBe(true));
  test.each(letterNames)('the letter %s', (name) => expect(isSaid(name, 'writeLetter')).toBe(true));
  test.each(Object.keys(ticketMessages))('the ticket message %s', (name) =>
    expect(sources.some((text) => text.includes(`ticketMessages.${name}(`))).toBe(true),
  );
  test('and an unused kind is found', () => {
    expect(isSaid('key.forgotten', 'notify')).toBe(false);
  });
});

test('facts are checked by kind', () => {
  const facts: FactsOf<'claim.decided'> = { claimId: 'a', outcome: 'approved' };
  // @ts-expect-error A claim has no third outcome.
  const wrong: FactsOf<'claim.decided'> = { claimId: 'a', outcome: 'lost' };
  // @ts-expect-error The page takes the id of the claim.
  const none: FactsOf<'claim.decided'> = { outcome: 'approved' };
  expect([facts, wrong, none]).toHaveLength(3);
});

/** `docs/notifications.md`; `npx vitest run -u` on this file writes it again. */
test('the page for operators matches the catalogue', async () => {
  await expect(pageForOperators()).toMatchFileSnapshot(PAGE);
});

function pageForOperators(): string {
  const rows = names.map((name) => {
    const kind: Kind = kinds[name];
    const said = [...new Set(examples[name].map((facts) => noticeOf(name, facts).text))];
    return `| \`${name}\` | ${whoOf(kind.to)} | ${kind.email === 'chosen' ? 'if chosen' : kind.email ? 'yes' : 'no'} | ${said.join('<br>')} |`;
  });
  const mails = letterNames.map((name) => {
    const { to, subject }: LetterKind = letters[name];
    return `| \`${name}\` | ${LETTER_TO[to]} | ${subject} |`;
  });
  return `# Notifications

All notifications, by kind. A notification appears in the app of each recipient and links to its page; where the
table says so, each recipient also gets an e-mail with the sentence as its subject. Both are rows of the same commit as the event, so
every event is reported and nothing is reported that did not happen. Disabled people get no notifications.

A program reads the kind in \`kind\` of \`GET /notifications\`, and in the template of an e-mail in the console. The sentences are
examples; they are in [the catalogue](../server/src/notifications/catalogue.ts), and nowhere else.

| kind | who | e-mail | sentence |
|---|---|---|---|
${rows.join('\n')}

## Letters

E-mails without a notification. An e-mail to an address that nobody has confirmed contains only our own words: no name, subject or link that
a stranger chose.

| template | to | subject |
|---|---|---|
${mails.join('\n')}
`;
}

const LETTER_TO = {
  person: 'the person',
  business: 'the address of the business',
  stranger: 'an address that nobody has confirmed',
} as const;

function whoOf(to: Audience): string {
  if (to === 'heads') return 'owners of the business; of staff: admins';
  if (to === 'person') return 'the person';
  if ('partner' in to) return `business: ${to.partner.join(', ')}`;
  return `staff: ${to.staff === 'all' ? 'everybody' : to.staff.join(', ')}`;
}
