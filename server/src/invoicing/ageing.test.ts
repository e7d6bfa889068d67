/** Guards: a part of a debt is in the column of the days since it was due, in UTC, and a business's columns add up to what it owes. */
import { expect, test } from 'vitest';
import { ageOf, type DebtPart, debtsOf } from './ageing.ts';

const at = (time: string) => new Date(`${time}Z`);

test.each([
  [null, '2026-03-01T00:00:00', 'uninvoiced'],
  ['2026-03-15', '2026-03-01T00:00:00', 'notDue'],
  ['2026-03-15', '2026-03-15T23:59:59', 'notDue'],
  ['2026-03-15', '2026-03-16T00:00:00', 'days30'],
  ['2026-03-15', '2026-04-14T23:59:59', 'days30'],
  ['2026-03-15', '2026-04-15T00:00:00', 'days60'],
  ['2026-03-15', '2026-05-14T00:00:00', 'days60'],
  ['2026-03-15', '2026-05-15T00:00:00', 'days90'],
  ['2026-03-15', '2026-06-13T12:00:00', 'days90'],
  ['2026-03-15', '2026-06-14T00:00:00', 'older'],
] as const)('due on %s, at %s it is %s', (dueOn, now, age) => {
  expect(ageOf(dueOn, at(now))).toBe(age);
});

const part = (tenantId: number, dueOn: string | null, amount: number): DebtPart => ({
  ...{ tenantId, currency: 'USD', creditLimit: 500, documentId: dueOn, dueOn, amount },
});

test('the most overdue business is first, and its columns add up', () => {
  const parts = [
    part(1, null, 900),
    part(2, '2026-03-20', 10),
    part(2, '2026-02-20', 5),
    part(2, '2026-01-20', 1),
    part(2, null, 3),
  ];
  const debts = debtsOf(parts, at('2026-03-20T12:00:00'));
  expect(debts).toMatchObject([
    {
      ...{ tenantId: 2, owed: 19, overdue: 6, overdueInvoices: 2, oldestDueOn: '2026-01-20' },
      ...{ uninvoiced: 3, notDue: 10, days30: 5, days60: 1, days90: 0, older: 0 },
    },
    { tenantId: 1, owed: 900, overdue: 0, overdueInvoices: 0, oldestDueOn: null },
  ]);
});
