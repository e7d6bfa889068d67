/** Guards: the export asks for what the list shows, and both ends of a range of days are whole days of the reader. */
import { expect, test } from 'vitest';
import { orderQueryOf as queryOf, queryText } from './order-query.ts';

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
  const query = new URLSearchParams(queryText(queryOf(filters)));
  expect(query.getAll('status')).toEqual(queryOf(filters).status);
  expect(Object.fromEntries(query)).toMatchObject({
    sku: 'PSN-US-50',
    search: 'PO 1&2',
    mode: 'test',
  });
});

test('days are of the order, or of its delivery, and several products are named in any of three ways', () => {
  const day = { from: '2026-10-25', to: '2026-10-25' };
  const { created_after, created_before, ...rest } = queryOf(day);
  expect(rest).toEqual({});
  expect(queryOf({ ...day, when: 'delivered', sku: ' PSN-US-50,psn-gb-20; PSN-US-10 ' })).toEqual({
    sku: ['PSN-US-50', 'psn-gb-20', 'PSN-US-10'],
    delivered_after: created_after,
    delivered_before: created_before,
  });
  expect(queryOf({ sku: ' , ' })).toEqual({});
  expect(queryOf({ ...day, when: 'delivered', zone: 'Asia/Kolkata' })).toEqual({
    delivered_after: '2026-10-24T18:29:59.999Z',
    delivered_before: '2026-10-25T18:30:00.000Z',
  });
});
