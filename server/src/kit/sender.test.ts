/** Guards: a sender is one address, with the name that people see. */
import { expect, test } from 'vitest';
import { readSender } from './sender.ts';

test.each([
  ['codes@example.com', null, 'codes@example.com'],
  [' codes@example.com ', null, 'codes@example.com'],
  ['no-reply@[::1]', null, 'no-reply@[::1]'],
  ['Corner Shop <codes@example.com>', 'Corner Shop', 'codes@example.com'],
  ['"Corner, Shop" <codes@example.com>', 'Corner, Shop', 'codes@example.com'],
  ['<codes@example.com>', null, 'codes@example.com'],
  ['Läden <codes@example.com>', 'Läden', 'codes@example.com'],
])('%s', (text, name, address) => {
  expect(readSender(text)).toEqual({ name, address });
});

test.each(['codes', 'a@b.c, d@e.f', 'A <b>', 'A <a@b.c> <d@e.f>', 'x\r\nBcc: y <a@b.c>', ''])(
  'no sender: %j',
  (text) => {
    expect(readSender(text)).toBeNull();
  },
);
