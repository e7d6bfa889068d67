/**
 * Guards: all lists work in one way: each takes `limit` and `cursor`, each filter by state, region or reason takes
 * several values, and every paged reply has the same members. What people of a partner see in pages, they can
 * download whole, with the number of all rows.
 */
import { expect, test } from 'vitest';
import type { Operation } from '../kit/operation.ts';
import type { WebAppOperation } from '../kit/web-app-operation.ts';
import { operations } from './operations.ts';
import { portalOperations } from './web-app-operations.ts';

/** The codes of an order are returned all at once, so that no page of them can be lost; the types of events are a few. */
const WHOLE = ['listOrderCodes', 'listTestEventTypes'];

const reads = Object.values<Operation>(operations).filter(({ method }) => method === 'GET');
const pages = reads.filter(({ id, replies }) => {
  const shape = replies[200]?.schema as { properties?: object } | undefined;
  return !WHOLE.includes(id) && Object.hasOwn(shape?.properties ?? {}, 'next_cursor');
});

test('there are lists', () => {
  expect(pages.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['listOrders', 'listWebhookEndpoints', 'listClaimEvidence']),
  );
});

test.each(pages)('$id takes limit and cursor', ({ query }) => {
  expect(Object.keys(query?.properties ?? {})).toEqual(expect.arrayContaining(['limit', 'cursor']));
});

test.each(reads)('$id takes several values of its filters', ({ query }) => {
  for (const [name, schema] of Object.entries(query?.properties ?? {})) {
    if (!['status', 'region', 'reason'].includes(name)) continue;
    expect([name, (schema as { type?: string }).type]).toEqual([name, 'array']);
  }
});

/** Paged lists of the portal without a file, each with the reason. */
const NO_FILE: Readonly<Record<string, string>> = {
  listNotifications: 'an inbox of one person, whose news are in the lists that they are about',
  listReveals: 'receipts, each of which the page of its order verifies',
};

test('every paged list of the portal can be downloaded, or says why not', () => {
  const all = Object.values<WebAppOperation>(portalOperations);
  const files = new Set(all.filter(({ method }) => method === 'GET').map(({ path }) => path));
  const paged = all.filter(({ query }) => Object.hasOwn(query?.properties ?? {}, 'cursor'));
  const without = paged.filter(({ path }) => !files.has(`${path}/export`)).map(({ id }) => id);
  expect(without.sort()).toEqual(Object.keys(NO_FILE).sort());
  expect(paged.length).toBeGreaterThan(without.length);
});

/** Lists of the portal that turn without saying of how many rows, each with the reason. */
const UNCOUNTED: Readonly<Record<string, string>> = {
  listNotifications: 'an inbox: what matters is how many are unread',
  listDocuments: 'one or two a month, with a filter of the year',
};

test('every list of the portal that turns says how many rows there are, or why not', () => {
  const turning = Object.values<WebAppOperation>(portalOperations).flatMap(({ id, replies }) => {
    const { properties = {} } = (replies[200]?.schema ?? {}) as { properties?: object };
    return Object.hasOwn(properties, 'previous_cursor') ? [{ id, properties }] : [];
  });
  const without = turning.filter(({ properties }) => !Object.hasOwn(properties, 'total'));
  expect(without.map(({ id }) => id).sort()).toEqual(Object.keys(UNCOUNTED).sort());
  expect(turning.length).toBeGreaterThan(without.length);
});
