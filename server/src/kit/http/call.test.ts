/** Guarantee: a handler whose reply is not what its operation declares does not compile. */
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { json, raw, routesOf } from './call.ts';

const route = routesOf<null>();
const operation = {
  ...{ id: 'find', method: 'GET', path: '/things/{id}' },
  params: Type.Object({ id: Type.String() }),
  replies: {
    200: { description: 'Found.', schema: Type.Object({ id: Type.String() }) },
    204: { description: 'Nothing is there.' },
  },
} as const;

test('what is declared compiles, and nothing else', () => {
  const fine = [
    route(operation, ({ params }) => json(200, { id: params.id })),
    route(operation, async () => json(200, { id: 'a' })),
    route(operation, () => raw(204)),
    route(operation, () => raw(200, '{"id":"a"}', { 'cache-control': 'no-store' })),
  ];
  const wrong = [
    // @ts-expect-error A member is missing.
    route(operation, () => json(200, {})),
    // @ts-expect-error A member has another type.
    route(operation, () => json(200, { id: 1 })),
    // @ts-expect-error Nobody declared the status.
    route(operation, () => json(201, { id: 'a' })),
    // @ts-expect-error The status has no body.
    route(operation, () => json(204, {})),
    // @ts-expect-error There is no such parameter.
    route(operation, ({ params }) => json(200, { id: params.name })),
  ];
  expect([...fine, ...wrong].every((each) => each.operation === operation)).toBe(true);
});
