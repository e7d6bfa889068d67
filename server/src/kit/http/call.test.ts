/** Guards: a handler whose reply differs from its operation's declaration does not compile. */
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { everyRoute, json, raw, routesOf } from './call.ts';

const operation = {
  ...{ id: 'find', method: 'GET', path: '/things/{id}' },
  params: Type.Object({ id: Type.String() }),
  replies: {
    200: { description: 'Found.', schema: Type.Object({ id: Type.String() }) },
    204: { description: 'Nothing is there.' },
  },
} as const;
const on = routesOf<null>()({ find: operation });

test('declared replies compile, and no others', () => {
  const fine = [
    on({ find: ({ params }) => json(200, { id: params.id }) }),
    on({ find: async () => json(200, { id: 'a' }) }),
    on({ find: () => raw(204) }),
    on({ find: () => raw(200, '{"id":"a"}', { 'cache-control': 'no-store' }) }),
  ];
  const wrong = [
    // @ts-expect-error A member is missing.
    on({ find: () => json(200, {}) }),
    // @ts-expect-error A member has another type.
    on({ find: () => json(200, { id: 1 }) }),
    // @ts-expect-error Nobody declared the status.
    on({ find: () => json(201, { id: 'a' }) }),
    // @ts-expect-error The status has no body.
    on({ find: () => json(204, {}) }),
    // @ts-expect-error There is no such parameter.
    on({ find: ({ params }) => json(200, { id: params.name }) }),
  ];
  const ids = [...fine, ...wrong].flatMap((routes) => routes.map((each) => each.operation.id));
  expect(new Set(ids)).toEqual(new Set(['find']));
});

test('an operation without a handler is a bug at the start, and so is one with two', () => {
  const other = { ...operation, id: 'other' } as const;
  const operations = { find: operation, other };
  const all = routesOf<null>()(operations);
  const find = all({ find: () => raw(204) });
  const both = all({ find: () => raw(204), other: () => raw(204) });
  expect(everyRoute(operations, both)).toHaveLength(2);
  expect(() => everyRoute(operations, find)).toThrow('other has 0 handlers');
  expect(() => everyRoute(operations, both, find)).toThrow('find has 2 handlers');
});
