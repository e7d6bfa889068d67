/**
 * Guards: guides, error texts, screens, the command line, logs and comments use the field's words (docs/english.md). Each
 * phrase here is one that a reader stumbled over, with what we write instead.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

const TEXTS = [
  '*.md',
  '{bench,cli,contract,console,e2e,portal,sdk,sdk-php,ui}/README.md',
  'docs/{guides,runbooks,errors}/*.md',
  'docs/{architecture,surfaces,glossary,notifications,quotas,scaling}.md',
  'contract/{src,build}/**/*.ts',
  'server/src/**/*.{ts,sql,md}',
  '{portal,console,ui}/{src,build}/**/*.{ts,tsx}',
  'server/{test,testkit}/**/*.ts',
  '{e2e,bench,scripts}/**/*.{ts,mjs,sql}',
  '{cli,sdk}/{src,test}/**/*.ts',
];

/** Phrases that we used to write, each with what a reader understands at once. */
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
  [/\b(make|makes|made|making) (it |them |codes? )?good(?! \|)\b/i, 'replaced or refunded'],
  [/\bturn(s|ed)? (a |the |it |its )?(\w+ )?down\b/i, 'reject'],
  [/\b(is|are|was|were) told (of|that)\b/i, 'is notified of'],
  [/\btells? (nobody|people|partners|owners|admins|staff|its owner|tenants)\b/i, 'notify'],
  [/\bwidens? (it|a key|the key)\b/i, 'extend the rights'],
  [/\b(gives?|given|gave) (it |them )?back\b/i, 'return, release or refund'],
  [/\b(gives?|given|gave) away\b/i, 'approve; name the amount'],
  [/\bby now\b/i, 'now'],
  [/\bof late\b/i, 'recently'],
  [/\bunder way\b/i, 'running, in progress'],
  [/\bjudged by (its|their) content\b/i, 'checked by content'],
  [/\bstands? still\b/i, 'is paused; does not move'],
  [/\bwhat (becomes|became|has become) of\b/i, 'the outcome, the state'],
  [/\bthe house\b/i, 'the operator, the wholesaler'],
  [/\ba lone order\b/i, 'a single order'],
  [/\bnot valid any more\b/i, 'no longer valid'],
  [/\bin everybody's order\b/i, 'in the order that everybody uses'],
  [/\btakes? two people\b/i, 'needs two people'],
  [/\bwrong answers? in a row\b/i, 'consecutive failed attempts'],
  [/\b(clock|time) (that )?(leapt|leaps)\b/i, 'jumped'],
  [/\bhow (it|one|things|they) stands?\b/i, 'its state'],
  [/\bcome to yet\b|\bnobody looked\b/i, 'not sent yet; nobody has revealed it'],
  [/\b(is|are|still) wanted of\b|\bwhat is (still )?wanted\b/i, 'requested'],
  [/\bpaid back\b/i, 'refunded'],
  [
    /\b(an?|the|both|either|each|every|any|own|two|three) doors?\b|'s doors?\b/i,
    'the web app, the portal, the console',
  ],
  [/\bmoves? a guard\b/i, 'weakens a safeguard'],
  [/\} is no [a-z]/, 'is not a …'],
  [/\bsupplier debts\b/i, 'supplier claims'],
  [/\btold to (the|your|every) \w+\b/i, 'the partner reads this'],
  [/\bfor the record\b/i, 'for the audit'],
  [/\bask for more\b/i, 'request information'],
  [/\bcannot be taken back\b/i, 'you cannot undo it'],
  [/\bnot (seen|viewed) yet\b/i, 'pending'],
  [/\bsee the key'/i, 'reveal the key'],
  [/\bcome as downloads\b/i, 'are downloads'],
  [/\bwhere you stand\b/i, 'your balance and state'],
  [/\bbegins anew\b/i, 'resets'],
  [/\bneed another look\b/i, 'need to be corrected'],
  [/\bdecide the same\b/i, 'approve the proposal'],
  [/\bput it up for sale\b/i, 'put up for sale'],
  [/\barrived broken\b/i, 'incomplete or corrupted'],
  [/\bname in the register\b|\bregister number\b/i, 'registered name, registration number'],
  [/\bwere there before\b/i, 'duplicates'],
  [/\btake(n)? under review\b/i, 'start the review'],
  [/\b(is|are|was|were|be) told\b/i, 'is notified, refused with, shown, reported'],
  [/\btells (whether|how|what|who|when|it|them)\b/i, 'shows, reports, returns'],
  [/\bmade[- ]up\b/i, 'invented'],
  [/\b(what|that) (is|are|was) none\b|\bthat is no base64\b/i, 'invalid, unknown'],
  [/\bis no \w+ any more\b/i, 'is no longer'],
  [/\b(was|were) had\b/i, 'was opened, was received'],
  [/\bgood of late\b/i, 'recently valid'],
  [/\bcalled back\b/i, 'recalled; revoked'],
  [
    /\bmain road\b|\b(a|the) way in\b|\bways in\b/i,
    'the normal case; onboarding, sign-in, entry point',
  ],
  [/^[<>]{7} /, 'one of both sides, or both, without the marks of the merge'],
  [/\bsent away\b/i, 'removed, signed out'],
  [/\bhears? of (it|this|that|a|the)\b/i, 'is notified of'],
  [/\bcomes? to be\b/i, 'is created'],
  [/\bas ever\b/i, 'as usual'],
  [/\bstands? (behind|beside|below|above|there)\b/i, 'is after, beside, below'],
  [/\bthe house (stays|is)\b/i, 'the repository'],
  [/^( \*|\/\*\*) Guarantee:/, 'Guards:'],
  [
    /\$\{(some|\w+Of)\([^}]*\)\} ((for sale|already) )?(are|were|get|have|stay|go|wait)\b/,
    "of one thing in the singular: some(count, 'ticket is', 'tickets are')",
  ],
];

const texts = globSync(TEXTS, {
  cwd: ROOT,
  exclude: (path) => /node_modules|\bdist\b|english\.test\.ts$/.test(path),
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
  expect(texts.length).toBeGreaterThan(1_000);
  expect(found(texts)).toEqual([]);
});

test('each phrase is found wherever it occurs', () => {
  const path = 'portal/src/text/en.ts';
  const planted = [
    "doneTitle: 'Look into your mailbox',",
    "rejected: 'Turned down',",
    "submit: 'Hand the case in',",
    'The clock stands still until the partner answers.',
    '  /** Gives what became of it, in both doors. */',
    "-- Caller takes shelves in everybody's order; a lone order is paid back.",
    'detail: `lot_1} is no lot.`,',
    ' * Guarantee: who is no admin any more is told so.',
    "test('made-up keys, and what is none', async () => {",
    `${'<'.repeat(7)} HEAD`,
  ];
  for (const text of planted) expect(found([{ path, text }]), text).not.toEqual([]);
  expect(found([{ path, text: "submit: 'Submit the case'," }])).toEqual([]);
});
