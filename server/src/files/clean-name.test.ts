/** Guards: a stored name can be saved and shown anywhere, and shows what the file is. */
import { expect, test } from 'vitest';
import { attachmentHeaders } from './attachment-headers.ts';
import { cleanName } from './clean-name.ts';
import type { StoredFile } from './file.ts';

test.each([
  ['passport.PDF', 'passport.pdf'],
  ['Müller & Söhne – Auszug.pdf', 'Müller _ Söhne – Auszug.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\Users\\me\\scan 1.pdf', 'scan 1.pdf'],
  ['invoice\u202Egpj.exe', 'invoicegpj.pdf'],
  ['a\0b\r\nSet-Cookie: x=1.pdf', 'abSet-Cookie_ x=1.pdf'],
  ['<img src=x onerror=alert(1)>.png', '_img src=x onerror=alert(1)_.pdf'],
  ['con.pdf', '_con.pdf'],
  ['.htaccess', 'file.pdf'],
  ['....', 'file.pdf'],
  ['', 'file.pdf'],
  ['\ud800.pdf', '\ufffd.pdf'],
  [`${'長'.repeat(300)}.pdf`, `${'長'.repeat(100)}.pdf`],
  [`${'😀'.repeat(300)}.pdf`, `${'😀'.repeat(50)}.pdf`],
])('%j is kept as %j', (given, kept) => {
  expect(cleanName(given, 'pdf')).toBe(kept);
  expect(cleanName(cleanName(given, 'pdf'), 'pdf')).toBe(kept);
});

test('a file is sent as an attachment, with its name in both forms, and never as a page', () => {
  const file: StoredFile = {
    ...{ fileId: '', owner: 'prt_x', subject: null, kind: 'pdf', sizeBytes: 12 },
    ...{ width: null, height: null, createdAt: new Date(0) },
    name: "Søren's \u{1f600} (1).pdf",
  };
  expect(attachmentHeaders(file)).toEqual({
    'content-type': 'application/pdf',
    'content-length': '12',
    'content-disposition':
      `attachment; filename="S_ren's __ (1).pdf"; ` +
      `filename*=UTF-8''S%C3%B8ren%27s%20%F0%9F%98%80%20%281%29.pdf`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
});
