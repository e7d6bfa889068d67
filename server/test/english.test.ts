/**
 * Guards: guides, error texts and screens use the field's words (docs/english.md). Each phrase here is one that a reader
 * stumbled over, with what we write instead.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

const TEXTS = [
  'README.md',
  'docs/{guides,runbooks,errors}/*.md',
  'docs/{quotas,doors}.md',
  'contract/src/**/*.ts',
  '{portal,console,ui}/src/**/*.{ts,tsx}',
];

/** What we used to write, and what a reader understands at once. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bmailbox to look into|look into your mailbox/i, 'Check your inbox'],
  [/\bturned down\b/i, 'rejected'],
  [/\bhand(s|ed)? (the|your|its|her|his) (case|review) in\b|\bhand the case in\b/i, 'submit'],
  [/\bhanded in\b/i, 'submitted'],
  [/\bdraw(s|n)? the (signing )?secret\b/i, 'reveal the signing secret'],
  [/\bwaits to be seen\b/i, 'not viewed yet'],
  [/\bnarrow (the|a) key\b/i, 'restrict'],
  [/\bclock stands( still)?\b/i, 'the deadline is paused'],
  [/\bis yours to call\b/i, 'you can'],
  [/\bnot received whole\b/i, 'incomplete or corrupted'],
  [/\bwhole or not at all\b/i, 'for all of its codes or for none'],
  [/\bwhich of these is not said\b/i, 'we do not say which'],
  [/\bonly a guesser would\b/i, 'only an attacker would'],
  [/\bunless you say otherwise\b/i, 'by default'],
  [/\bin good time\b/i, 'before that'],
];

const texts = globSync(TEXTS, {
  cwd: ROOT,
  exclude: (path) => /node_modules|\.test\.tsx?$/.test(path),
})
  .sort()
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

function found(all: readonly { path: string; text: string }[]): string[] {
  return all.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, at) =>
        PHRASES.filter(([phrase]) => phrase.test(line)).map(
          ([, better]) => `${path}:${at + 1} ${line.trim()} — write: ${better}`,
        ),
      ),
  );
}

test('no text has a phrase that readers stumbled over', () => {
  expect(texts.length).toBeGreaterThan(300);
  expect(found(texts)).toEqual([]);
});

test('a phrase is found wherever it stands', () => {
  const path = 'portal/src/text/en.ts';
  const planted = [
    "doneTitle: 'Look into your mailbox',",
    "rejected: 'Turned down',",
    "submit: 'Hand the case in',",
    'The clock stands still until the partner answers.',
  ];
  expect(found(planted.map((text) => ({ path, text })))).toHaveLength(planted.length);
  expect(found([{ path, text: "submit: 'Submit the case'," }])).toEqual([]);
});
