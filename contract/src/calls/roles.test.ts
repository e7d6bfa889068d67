/**
 * Guarantee: who may only read acts on nothing but their own account, at either door; and no body takes
 * a member that it does not name, however deep, but what a browser's authenticator answers.
 */
import { expect, test } from 'vitest';
import { type DoorOperation, mayCall } from '../kit/door-operation.ts';
import { accountOperations, doorOperations } from './door-operations.ts';

const doors = ['portal', 'console'] as const;

test.each(doors)('read_only of the %s changes only their own account', (door) => {
  const own = new Set(Object.keys(accountOperations));
  const acts = Object.values<DoorOperation>(doorOperations[door]).filter(
    (operation) =>
      operation.method !== 'GET' && operation.auth !== 'none' && mayCall(operation, 'read_only'),
  );
  expect(acts.length).toBeGreaterThan(5);
  expect(acts.map(({ id }) => id).filter((id) => !own.has(id))).toEqual([]);
});

test.each(doors)('no body of the %s is open', (door) => {
  const open = Object.values<DoorOperation>(doorOperations[door]).flatMap(({ id, body }) =>
    openParts(body, id),
  );
  expect(open.length).toBeGreaterThan(0);
  expect(open.filter((place) => !place.endsWith('/response'))).toEqual([]);
});

/** Places of a schema where an object may have any member. */
function openParts(schema: unknown, place: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, additionalProperties } = schema as Record<string, unknown>;
  const here = type === 'object' && additionalProperties !== false ? [place] : [];
  const parts = Object.entries(schema).flatMap(([name, part]) =>
    openParts(part, name === 'properties' ? place : `${place}/${name}`),
  );
  return [...here, ...parts];
}
