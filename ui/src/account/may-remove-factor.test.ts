/** Guards: nobody is offered to remove a second factor that their role requires. */
import { expect, test } from 'vitest';
import type { Me } from './account.ts';
import { mayRemoveFactor } from './may-remove-factor.ts';

test.each([
  [true, true, 0, false],
  [true, true, 1, true],
  [true, false, 1, true],
  [false, true, 0, true],
])('required %s, authenticator %s, passkeys %i: %s', (required, totp, passkeys, can) => {
  const factor = { required, totp, passkeys } as Me['second_factor'];
  const less = totp ? { totp: 1, passkeys: 0 } : { totp: 0, passkeys: 0 };
  expect(mayRemoveFactor(factor, less).can).toBe(can);
});

test('the last passkey cannot be removed either', () => {
  const factor = { required: true, totp: false, passkeys: 1 } as Me['second_factor'];
  expect(mayRemoveFactor(factor, { totp: 0, passkeys: 1 }).can).toBe(false);
});
