/** Guards: the export asks for what the list shows, and both ends of a range of days are whole days of the reader. */
import { expect, test } from 'vitest';
import { exportQuery, queryOf } from './order-filters.ts';

test('a range of days includes its first and its last millisecond, and no other', () => {
  const { created_after: after = '', created_before: before = '' } = queryOf({
    from: '2026-10-25',
    to: '2026-10-25',
  });
  expect(Date.parse(after) + 1).toBe(new Date(2026, 9, 25).getTime());
  expect(Date.parse(before)).toBe(new Date(2026, 9, 26).getTime());
  expect(queryOf({ from: 'yesterday', to: '26.10.2026' })).toEqual({});
});

test('the export has the filters of the list, several states among them', () => {
  const filters = { status: 'pending,failed', sku: 'PSN-US-50', search: 'PO 1&2', mode: 'test' };
  const query = new URLSearchParams(exportQuery(filters));
  expect(query.getAll('status')).toEqual(queryOf(filters).status);
  expect(Object.fromEntries(query)).toMatchObject({
    sku: 'PSN-US-50',
    search: 'PO 1&2',
    mode: 'test',
  });
});
