/**
 * Guards: a read-only role changes nothing but its own account, in either web app; and no body accepts a member that it
 * does not name, however deep, except the answer of a browser's authenticator.
 */
import { expect, test } from 'vitest';
import { mayCall, type WebAppOperation } from '../kit/web-app-operation.ts';
import { accountOperations, webAppOperations } from './web-app-operations.ts';

const webApps = ['portal', 'console'] as const;

test.each(webApps)('read_only of the %s changes only their own account', (webApp) => {
  // Their own, too: what they are warned of, and that they have read a recall. A search only reads.
  const own = new Set([...Object.keys(accountOperations), 'setAlert', 'readRecall', 'search']);
  const acts = Object.values<WebAppOperation>(webAppOperations[webApp]).filter(
    (operation) =>
      operation.method !== 'GET' && operation.auth !== 'none' && mayCall(operation, 'read_only'),
  );
  expect(acts.length).toBeGreaterThan(5);
  expect(acts.map(({ id }) => id).filter((id) => !own.has(id))).toEqual([]);
});

test.each(webApps)('no body of the %s accepts unknown members', (webApp) => {
  const open = Object.values<WebAppOperation>(webAppOperations[webApp]).flatMap(({ id, body }) =>
    openParts(body, id),
  );
  expect(open.length).toBeGreaterThan(0);
  expect(open.filter((place) => !place.endsWith('/response'))).toEqual([]);
});

/** Returns the places of a schema where an object may have any member. */
function openParts(schema: unknown, place: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, additionalProperties } = schema as Record<string, unknown>;
  const here = type === 'object' && additionalProperties !== false ? [place] : [];
  const parts = Object.entries(schema).flatMap(([name, part]) =>
    openParts(part, name === 'properties' ? place : `${place}/${name}`),
  );
  return [...here, ...parts];
}
