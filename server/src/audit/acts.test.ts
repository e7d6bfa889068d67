/** Guards: every action that the server can record has a sentence, and every sentence has an action that the server records. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AuditAction,
  auditActions,
  auditActionsOf,
  auditActs,
  auditKindNames,
  auditSentence,
  isAuditAction,
} from '@psnb2b/contract';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '..');
const read = (pattern: string) =>
  globSync(pattern, { cwd: SOURCES })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => ({ file, text: readFileSync(join(SOURCES, file), 'utf8') }));
const typed = read('**/*.ts');
const sql = [...read('**/*.sql'), ...read('../migrations/*.sql')];

/** Actions whose last part is a value: the compiler checks that each value has a sentence. */
const COMPOSED = /^(ticket|kyc_case|proposal|deposit_method|webhook)\.|\.exported$/;
/** Whose literal is in a table by the value's name. */
const isWritten = (action: AuditAction) =>
  COMPOSED.test(action) || [...typed, ...sql].some(({ text }) => text.includes(`'${action}'`));

test('what SQL records has a sentence', () => {
  const calls = sql.flatMap(({ text }) => [
    ...text.matchAll(/audit\.record(?:_many)?\(([^;]*?)'([a-z_]+\.[a-z_]+)'/g),
  ]);
  expect(calls.length).toBeGreaterThan(1);
  expect(calls.map((each) => each[2]).filter((action) => !isAuditAction(action ?? ''))).toEqual([]);
});

test('nothing but recordAudit and its SQL functions writes entries, so the compiler sees every action', () => {
  const writers = [...typed, ...sql].filter(({ text }) => /INSERT INTO audit\.entries/.test(text));
  expect(writers.map(({ file }) => file)).toEqual(['audit/sql/record.sql']);
  const callers = typed.filter(({ text }) => /audit\.record/.test(text));
  expect(callers.map(({ file }) => file)).toEqual(['audit/record-audit.ts']);
});

test('every action of the catalogue is recorded somewhere', () => {
  expect(auditActions.filter((action) => !isWritten(action))).toEqual([]);
});

test.each(auditActions)('%s is a sentence that follows a name', (action) => {
  const [, sentence] = auditActs[action];
  expect(sentence).toMatch(/^[a-z][^.]*[^. ]$/);
  expect(sentence.replace('{subject}', '')).not.toMatch(/[{}_]/);
});

test('every kind of thing has actions, and each action one kind', () => {
  const all = auditKindNames.flatMap((kind) => auditActionsOf(kind));
  expect(auditKindNames.filter((kind) => auditActionsOf(kind).length === 0)).toEqual([]);
  expect(all.toSorted()).toEqual(auditActions.toSorted());
});

test('an action of an earlier version is shown by its name', () => {
  expect(auditSentence('gate.opened_wide')).toBe('did “gate opened wide” to {subject}');
});
