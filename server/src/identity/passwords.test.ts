/** Guards: a stored password costs a thief as much as OWASP recommends, and only the password that was hashed is right. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { Passwords } from './passwords.ts';

const PASSWORD = 'correct-crane-opens-seven-lids';
const passwords = new Passwords(randomBytes(32));

test('a hash takes 19 MiB, two passes and one lane, and has its own salt', async () => {
  const [one, other] = await Promise.all([passwords.hash(PASSWORD), passwords.hash(PASSWORD)]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(other).not.toBe(one);
});

test('only the password that was hashed is right, however its letters are composed', async () => {
  const stored = await passwords.hash('caf\u00e9-au-lait');
  expect(await passwords.verify(stored, 'cafe\u0301-au-lait')).toBe(true);
  expect(await passwords.verify(stored, 'cafe-au-lait')).toBe(false);
  expect(await passwords.verify(null, PASSWORD)).toBe(false);
  expect(await new Passwords(randomBytes(32)).verify(stored, 'caf\u00e9-au-lait')).toBe(false);
});

test('a hash of another cost is compared at that cost', async () => {
  const pepper = randomBytes(32);
  const stored = await new Passwords(pepper, { memoryKib: 8, passes: 1 }).hash(PASSWORD);
  expect(stored).toContain('$m=8,t=1,p=1$');
  expect(await new Passwords(pepper).verify(stored, PASSWORD)).toBe(true);
});
