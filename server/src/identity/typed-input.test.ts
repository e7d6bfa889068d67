/** Guards: input is read as people mean it: blanks, hyphens and other forms of digits do not matter. */
import { TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { readEmail } from '../kit/email-address.ts';
import { totpStep } from './totp.ts';

test('a code of six digits, as people type it', () => {
  const at = new Date('2026-11-28T00:00:00Z');
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  const code = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({
    timestamp: at.getTime(),
  });
  const [first, second] = [code.slice(0, 3), code.slice(3)];
  const full = [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
  const typed = [code, `${first}-${second}`, `${first} ${second}`, ` ${code}\n`, full];
  for (const text of [...typed, `${first}\u2013${second}`, `${first}.${second}`, `\u200b${code}`]) {
    expect(totpStep(secret, text, at), JSON.stringify(text)).toBe(at.getTime() / 30_000);
  }
  for (const text of [`${code}0`, `0${code}`, `${first}+${second}`, first]) {
    expect(totpStep(secret, text, at), text).toBeNull();
  }
});

test.each([
  ' Ann@Example.com',
  'ann@example.com ',
  '\u00a0ann@example.com\u200b',
  '\tann@example.com\r\n',
])('%j is ann@example.com', (text) => {
  expect(readEmail(text)).toBe('ann@example.com');
});
