/** Guards: a standby serves only calls that read, and none by which a partner decides what to buy. */
import { expect, test } from 'vitest';
import { operations } from './operations.ts';
import { webAppOperations } from './web-app-operations.ts';

interface Declared {
  readonly id: string;
  readonly method: string;
  readonly onStandby?: true;
  readonly moves?: readonly string[];
  readonly idempotent?: boolean;
  readonly endless?: true;
  readonly limit?: string;
}

const all: readonly Declared[] = [
  ...Object.values(operations),
  ...Object.values(webAppOperations.portal),
  ...Object.values(webAppOperations.console),
];
const onStandby = all.filter((each) => each.onStandby);

test('calls that a standby may serve read and move nothing', () => {
  expect(onStandby.length).toBeGreaterThan(35);
  const others = onStandby.filter(
    ({ method, moves = [], idempotent, endless }) =>
      method !== 'GET' || moves.length > 0 || idempotent || endless,
  );
  expect(others).toEqual([]);
});

test('what a partner decides by is read from the primary', () => {
  const decided = /inventory|balance$|codes$|Order$|^listOrders$|Me$|^listEvents$|^listClaims$/i;
  expect(onStandby.map(({ id }) => id).filter((id) => decided.test(id))).toEqual([]);
  expect(Object.values(operations).filter((each: Declared) => each.onStandby)).toEqual([]);
});
