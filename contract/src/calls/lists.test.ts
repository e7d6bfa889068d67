/**
 * Guards: all lists work in one way: each takes `limit` and `cursor`, each filter by state, region or reason takes
 * several values, and every paged reply has the same members.
 */
import { expect, test } from 'vitest';
import type { Operation } from '../kit/operation.ts';
import { operations } from './operations.ts';

/** The codes of an order are returned all at once, so that no page of them can be lost. */
const WHOLE = ['listOrderCodes'];

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
