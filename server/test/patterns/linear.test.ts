/**
 * Guards: every pattern takes time in proportion to the length of its input. Every pattern of the contract and of the
 * server's source runs on 64 KiB of text that is made to slow it down, and its steps are counted.
 */
import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { buildOpenapi, buildWebAppOpenapi } from '@psnb2b/contract';
import { rulesOf } from '@psnb2b/contract/rules';
import { parseAst } from 'vite';
import { describe, expect, test } from 'vitest';
import { findHostileText } from '../../testkit/hostile-texts.ts';
import { ROOT } from '../tidy/source.ts';

interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** Returns every string of a document named `pattern`, as JSON Schema validators read them. */
function patternsOf(value: unknown): Pattern[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === 'pattern' && typeof each === 'string'
      ? [{ source: each, flags: 'u' }]
      : patternsOf(each),
  );
}

/** Returns every regular expression literal of a source file. */
function literalsOf(path: string): Pattern[] {
  const found: Pattern[] = [];
  const program = parseAst(stripTypeScriptTypes(readFileSync(join(ROOT, path), 'utf8')));
  JSON.stringify(program, (_name, value) => {
    const { regex } = (value ?? {}) as { regex?: { pattern: string; flags: string } };
    if (regex) found.push({ source: regex.pattern, flags: regex.flags });
    return typeof value === 'bigint' ? null : value;
  });
  return found;
}

function distinct(patterns: readonly Pattern[]): Pattern[] {
  return [...new Map(patterns.map((each) => [`/${each.source}/${each.flags}`, each])).values()];
}

const documents: [string, unknown][] = [
  ['the API', buildOpenapi()],
  ['the portal', buildWebAppOpenapi('portal')],
  ['the console', buildWebAppOpenapi('console')],
  ["the portal's forms", rulesOf('portal')],
  ["the console's forms", rulesOf('console')],
];
const sources = globSync('{contract,server}/src/**/*.ts', { cwd: ROOT }).filter(
  (path) => !path.endsWith('.test.ts'),
);

describe('the check itself', () => {
  test.each([
    ['^[^\\p{Cc}]*[^\\p{Cc}\\s][^\\p{Cc}]*$', 'u'],
    ['[.\\s]+$', 'g'],
    ['^(a+)+$', ''],
    ['^(?:[a-z]|[a-m])*$', ''],
    ['\\s*,\\s*', ''],
    ['^\\w+\\s?\\w*@$', ''],
  ])('finds the text that slows %s down', (source, flags) => {
    expect(findHostileText(source, flags)).not.toBeNull();
  });
});

test.each(documents)('the patterns of %s', (_name, document) => {
  const patterns = distinct(patternsOf(document));
  expect(patterns.length).toBeGreaterThan(5);
  const hurt = patterns.map((each) => [each.source, findHostileText(each.source, each.flags)]);
  expect(hurt.filter(([, worst]) => worst !== null)).toEqual([]);
});

test('the patterns of the source', () => {
  const patterns = distinct(sources.flatMap(literalsOf));
  expect(patterns.length).toBeGreaterThan(50);
  const hurt = patterns.map((each) => [each.source, findHostileText(each.source, each.flags)]);
  expect(hurt.filter(([, worst]) => worst !== null)).toEqual([]);
});
