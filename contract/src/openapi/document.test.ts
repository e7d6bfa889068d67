/**
 * Guards: the document from which partners generate clients matches the operations, is clean under both linters with
 * all recommended rules, and the committed copy is the generated one.
 */
import { describe, expect, test } from 'vitest';
import { lintDocument } from '../../testkit/lint-document.ts';
import { basePath, operations } from '../calls/operations.ts';
import { type Operation, refusalsOf } from '../kit/operation.ts';
import type { Json } from './components.ts';
import { buildOpenapi } from './document.ts';
import { commonHeaders } from './headers.ts';
import { withShared } from './shared-problems.ts';

interface Documented {
  operationId: string;
  security: unknown[];
  parameters?: { $ref?: string; name?: string }[];
  responses: Record<string, Json>;
}
type Paths = Record<string, Record<string, Documented>>;

const built = buildOpenapi();
const paths = built.paths as Paths;
const documented = Object.values<Operation>(operations).map((operation) => {
  const item = paths[operation.path]?.[operation.method.toLowerCase()];
  if (item === undefined) throw new Error(`${operation.id} is not in the document.`);
  return { operation, item, replies: withShared(built, item.responses) };
});

describe('linters', () => {
  test('find nothing', async () => {
    expect(await lintDocument(built)).toEqual([]);
  });

  test.each(['https://gift.supplier.test', 'http://127.0.0.1:8080'])(
    'find nothing for the server %s',
    async (serverUrl) => {
      const { paths, ...rest } = buildOpenapi({ serverUrl });
      const { '/inventory': inventory } = paths as Record<string, object>;
      const document = { ...rest, paths: { '/inventory': inventory } };
      const unused = /^oas3-unused-component |^no-unused-components /;
      expect((await lintDocument(document)).filter((each) => !unused.test(each))).toEqual([]);
    },
  );

  test('find a planted example that does not fit its schema, and a planted operation without description, id and 4xx replies', async () => {
    const document = structuredClone(buildOpenapi());
    const examples = (document.components as { examples: Record<string, { value: object }> })
      .examples;
    Object.assign(examples.out_of_stock ?? {}, { value: { available: 'many' } });
    (document.paths as Record<string, unknown>)['/planted'] = {
      get: { responses: { 200: { description: 'Planted.' } } },
    };
    const found = (await lintDocument(document)).join('\n');
    for (const rule of [
      'oas3-valid-media-example',
      'no-invalid-media-type-examples',
      'operation-description',
      'operation-4xx-response',
    ]) {
      expect(found).toContain(rule);
    }
  });
});

describe('document', () => {
  test('has the operations and nothing else', () => {
    const held = Object.values(paths).flatMap((item) =>
      Object.values(item).map((each) => each.operationId),
    );
    expect(held.sort()).toEqual(Object.keys(operations).sort());
    for (const { operation, item } of documented) expect(item.operationId).toBe(operation.id);
  });

  test('is below the base path of its server', () => {
    expect(buildOpenapi({ serverUrl: 'https://a.test' }).servers).toMatchObject([
      { url: `https://a.test${basePath}` },
    ]);
    expect(buildOpenapi().servers).toMatchObject([{ url: basePath }]);
  });

  test.each(documented)('$operation.id shows the common headers on every reply', ({ replies }) => {
    for (const reply of Object.values(replies)) {
      expect(Object.keys(reply.headers as object)).toEqual(
        expect.arrayContaining([...commonHeaders]),
      );
    }
  });

  test.each(documented)(
    '$operation.id shows its key, and its refusals',
    ({ operation, item, replies }) => {
      expect(item.security.length).toBe(operation.auth === 'key' ? 1 : 0);
      const text = JSON.stringify(replies);
      for (const code of refusalsOf(operation)) {
        expect(text).toContain(`"#/components/examples/${code}"`);
      }
    },
  );

  test.each(documented)('$operation.id takes an Idempotency-Key if it is a POST', (each) => {
    const references = (each.item.parameters ?? []).map((parameter) => parameter.$ref);
    const takesKey = references.includes('#/components/parameters/IdempotencyKey');
    expect(takesKey).toBe(each.operation.method === 'POST');
  });

  test.each(documented)('$operation.id takes a test error if it takes a key', (each) => {
    const references = (each.item.parameters ?? []).map((parameter) => parameter.$ref);
    const found = references.filter((name) => name?.includes('/TestError'));
    const kind = each.operation.method === 'GET' ? 'Read' : 'Change';
    expect(found).toEqual(
      each.operation.auth === 'key' ? [`#/components/parameters/TestErrorOf${kind}`] : [],
    );
  });

  test('is the same at every build', () => {
    expect(JSON.stringify(buildOpenapi())).toBe(JSON.stringify(buildOpenapi()));
  });
});
