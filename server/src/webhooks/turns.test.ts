/** Guards: endpoints take turns between tenants first, whoever was first and however many a tenant has. */
import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

const waiter = (tenantId: number, name: string) => ({ tenantId, name });
const [a1, a2, a3, b1] = [waiter(1, 'a1'), waiter(1, 'a2'), waiter(1, 'a3'), waiter(2, 'b1')];

function order(turns: Turns<typeof a1>): string[] {
  const names: string[] = [];
  for (let each = turns.next(); each; each = turns.next()) names.push(each.name);
  return names;
}

test('between tenants, then between the endpoints of one tenant', () => {
  const turns = new Turns<typeof a1>();
  for (const each of [a1, a2, a3, b1, a1]) turns.add(each);
  expect(order(turns)).toEqual(['a1', 'b1', 'a2', 'a3']);
});

test('one that waits alone has its turn once, and keeps its place when others arrive', () => {
  const turns = new Turns<typeof a1>();
  turns.add(b1);
  turns.add(b1);
  expect(order(turns)).toEqual(['b1']);
  for (const each of [b1, a1, b1]) turns.add(each);
  expect(order(turns)).toEqual(['b1', 'a1']);
});
