/** Guards: the samples of the guides match the contract: their calls exist, their bodies fit, their links work. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { operations } from './calls/operations.ts';
import { ClaimCreate } from './claims/schemas.ts';
import { testDescriptions } from './claims/test-descriptions.ts';
import { errorCodes, errorEntry, isErrorCode } from './errors/catalogue.ts';
import { testErrors } from './errors/on-demand.ts';
import type { Operation } from './kit/operation.ts';
import { exampleProblem } from './kit/problem.ts';
import { OrderCreate } from './orders/schemas.ts';
import { testQuantities } from './orders/test-quantities.ts';

const folder = join(import.meta.dirname, '../../docs/guides');
const guides = await Promise.all(
  (await readdir(folder)).map(async (name) => ({
    name,
    path: join(folder, name),
    text: await readFile(join(folder, name), 'utf8'),
  })),
);
const paths: string[] = Object.values<Operation>(operations).map(({ path }) => path);

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);
}

test.each(guides)('$name links to pages that exist', async ({ path, text }) => {
  for (const link of found(text, /\]\(([^)#]+)\)/g)) {
    // Pages of this server are opened by the test of the documentation.
    if (/^https:|^\//.test(link)) continue;
    expect((await stat(join(dirname(path), link))).isFile(), link).toBe(true);
  }
});

test.each(guides)('$name names calls that exist', ({ text }) => {
  for (const shown of found(text, /(?:\$API|\/api\/v1)(\/[a-zA-Z$/_….{}-]+)/g)) {
    expect(paths).toContain(
      shown.replace(/ord_…|\$ORDER/, '{order_id}').replace('$CLAIM', '{claim_id}'),
    );
  }
});

test.each(guides)('$name shows bodies and problems that fit', ({ text }) => {
  for (const body of found(text, /-d '(\{"region".*\})'/g)) {
    expect(Compile(OrderCreate).Errors(JSON.parse(body))).toEqual([]);
  }
  for (const body of found(text, /-d '(\{"order_id".*\})'/g)) {
    expect(Compile(ClaimCreate).Errors(JSON.parse(body))).toEqual([]);
  }
  for (const json of found(text, /```json\n([^`]*)```/g)) {
    const { code } = JSON.parse(json);
    expect(isErrorCode(code) && exampleProblem('https://psnb2b.example', code)).toEqual(
      JSON.parse(json),
    );
  }
});

test('an Idempotency-Key in the guides is used for one request', () => {
  const bodies = new Map<string, string>();
  for (const { name, text } of guides) {
    for (const [, key = '', body = ''] of text.matchAll(
      /"Idempotency-Key: ([^"]+)" \\\n {2}-d '([^']+)'/g,
    )) {
      expect([name, key, bodies.get(key) ?? body]).toEqual([name, key, body]);
      bodies.set(key, body);
    }
  }
  expect(bodies.size).toBeGreaterThan(1);
});

test('error pages lead to guides that exist', async () => {
  const named = errorCodes.flatMap((code) => errorEntry(code).guide ?? []);
  expect(named).toContain('sealed-codes');
  for (const name of named) expect((await stat(join(folder, `${name}.md`))).isFile()).toBe(true);
});

test('the guide to testing lists all that test mode does on demand', () => {
  const text = guides.find(({ name }) => name === 'testing.md')?.text ?? '';
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1'));
  const shown = [
    ...Object.values(testQuantities).map(({ quantity, result }) => `| ${quantity} | ${result} |`),
    ...Object.entries(testDescriptions).map(([word, result]) => `| \`${word}\` | ${result} |`),
    ...Object.entries(testErrors).map(([word, result]) => `| \`${word}\` | ${result} |`),
  ];
  for (const row of shown) expect(rows).toContain(row);
});
