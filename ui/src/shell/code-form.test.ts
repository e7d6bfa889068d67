/** Guards: no code that somebody types or pastes into a filter, and no large part of one, reaches an address by itself; other searches go at once. */
import { expect, test } from 'vitest';
import { codeIn, looksLikeCode } from './code-form.ts';

test.each([
  'KQ7X-M2V9-P4TW',
  'ABCD-EFGH-JKLM',
  'kq7x m2v9 p4tw',
  'KQ7XM2V9P4TW',
  'ABCDE-FGHIJ-KLMNO',
])('no text on the way to %s is sent from the sixth character on', (code) => {
  expect(looksLikeCode(code)).toBe(true);
  for (let length = 1; length <= code.length; length += 1) {
    const typed = code.slice(0, length).trim();
    const group = /[- ]/.test(code) ? code.indexOf(code.match(/[- ]/)?.[0] ?? '') + 1 : 5;
    // The separator alone shows nothing more than the group.
    const isHeld = codeIn(typed) !== null;
    expect([typed, isHeld]).toEqual([typed, code.slice(0, length).length > group]);
  }
});

test.each([
  ...['code KQ7X-M2V9-P4TW does not work', 'KQ7X-M2V9-P4TW, M2V9-P4TW-KQ7X', 'Code:KQ7XM2V9P4TW'],
  ...[
    '"KQ7X-M2V9-P4TW"',
    'KQ7X\u2013M2V9\u2013P4TW',
    'the codes kq7x m2v9 p4tw',
    'KQ7X-M2V9-P4TW.',
  ],
])('%s has a whole code', (text) => expect(codeIn(text)).toBe('whole'));

test.each(['KQ7X-M2V9-P4T', 'the code is KQ7X-M', 'KQ7X M2', 'KQ7XM2V9', '1234-5', '1234 5678'])(
  '%s may be a part of one',
  (text) => expect(codeIn(text)).toBe('part'),
);

test.each([
  ...[
    'PO-1042',
    'PO-2026-00117',
    'INV-2026-0001',
    'ORD-20481',
    'ORD20481',
    '2026-0001',
    '2026-11-29',
  ],
  ...['anna@example.com', 'a1b2c3@shop24.example', 'ord_01hzy3m6q0e8k9v2x4t5r7w1nb', 'prt_01'],
  ...[
    'req_0123456789abcdef',
    'PSN-US-50',
    'PSN US 20',
    'Nordlicht Handel',
    'Game Store',
    'Nordlicht Games',
  ],
  ...[
    '198.51.100.17',
    'codes.revealed',
    '1042',
    '47.00',
    '/orders',
    'https://shop.example/hooks/a1',
  ],
  ...['RF31 4473 3855 4571', 'RF31447338554571', 'rf31447338554571'],
  ...['NG-4711-REF', 'Anna Bell', '1000 codes', '', 'KQ7X', 'KQ7X-'],
])('%j is sent at once', (text) => expect(codeIn(text)).toBeNull());

test.each(['RF31 4473 3855 457', 'RF31-4473-3855-4571', 'RF31 4473 3855 457A', 'RF3144733855'])(
  '%s is no payment reference, and may be a code',
  (text) => expect(codeIn(text)).not.toBeNull(),
);
