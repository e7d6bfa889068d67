/** Guards: what people read on a document or in an e-mail is what is stored: no character is unseen or turns the text around. */
import { expect, test } from 'vitest';
import { hasUnseen, visibleText } from './visible-text.ts';

test.each([
  ['Müller & Söhne GmbH', 'Müller & Söhne GmbH'],
  ['ООО «Ромашка»', 'ООО «Ромашка»'],
  ['Ελληνικά', 'Ελληνικά'],
  ['<b>Bold</b> Ltd', '<b>Bold</b> Ltd'],
  ['שלום', 'שלום'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['one\ntwo', 'one\ntwo'],
])('%j stays as it is', (text, same) => {
  expect(hasUnseen(text)).toBe(false);
  expect(visibleText(text)).toBe(same);
});

test.each([
  ['\u202EdtL pohS', 'dtL pohS'],
  ['Shop\u200E\u200F\u2066\u2069\u061C', 'Shop'],
  ['Sh\u00ADop\u2060\uFEFF', 'Shop'],
  ['a\u0000b\u0007c\tz', 'abcz'],
  ['a\uE000b\u{F0000}', 'ab'],
  ['a\uD800b', 'ab'],
  ['a\u2028b\u2029', 'ab'],
])('%j loses what nobody sees', (text, seen) => {
  expect(hasUnseen(text)).toBe(true);
  expect(visibleText(text)).toBe(seen);
});

test('letters are composed, and blanks around lines are gone', () => {
  expect(visibleText('  Zu\u0308rich  \n  Postfach ')).toBe('Zürich\nPostfach');
});
