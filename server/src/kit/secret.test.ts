/** Guards: a secret is never printed, in whatever way. */
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from './secret.ts';

test('every way to print a secret shows only that it is one', () => {
  const secret = new Secret('hunter2');
  const prints = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ secret }, { depth: null, showHidden: true }),
    JSON.stringify(Object.entries(secret)),
    JSON.stringify(structuredClone({ ...secret })),
  ];
  for (const print of prints) expect(print).not.toContain('hunter2');
  expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
  expect(inspect(secret)).toBe('[secret]');
  expect(secret.reveal()).toBe('hunter2');
});
