/**
 * Guards: a printed document has its figures, both companies in their own letters, and a carried total wherever a page ends; the same rows
 * give the same bytes; and what cannot be printed is known before.
 */
import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { expect, test } from 'vitest';
import { pdfText } from '../../testkit/pdf-text.ts';
import { pngOf } from '../../testkit/png.ts';
import { FONT_PARTS, fontFile } from '../kit/fonts.ts';
import { firstUnprintable, printableText } from '../kit/printable-text.ts';
import type { IssuedDocument, Parties } from './document.ts';
import {
  run as printStatement,
  type StatementLine,
  type StatementSheet,
} from './render-statement-task.ts';
import { run, type SheetLine } from './render-task.ts';

const address = { line2: null, state: null, postal_code: '8001', country: 'CH' };
const numbers = { registrationNumber: 'CHE-1', taxNumber: 'T-77', email: null, website: null };
const parties: Parties = {
  shopName: 'Codes & Söhne',
  brandColour: '#1f6feb',
  seller: {
    name: 'Łódź Игры ΕΠΕ',
    address: { ...address, line1: 'Gasse 1', city: 'Zürich' },
    ...numbers,
  },
  buyer: {
    name: '<b>Ромашка</b> Ελλάς',
    address: { ...address, line1: 'Phố Huế 2', city: 'Bern' },
    ...numbers,
  },
};
const plain = { logo: null };
const document: IssuedDocument = {
  documentId: '0190f5fe-0000-7000-8000-000000000001',
  tenantId: 1,
  kind: 'invoice',
  number: 'INV-2026-00117',
  issuedAt: new Date('2026-12-01T01:00:00Z'),
  month: '2026-11',
  ...{ invoiceId: null, invoiceNumber: null, currency: 'EUR', lines: 120 },
  ...{
    net: 1_000_00,
    tax: 200_00,
    total: 1_200_00,
    taxBps: 2_000,
    taxNote: 'Preise inkl. MwSt. § 12',
    dueOn: '2026-12-15',
  },
};
const lines: SheetLine[] = Array.from({ length: 120 }, (_, n) => ({
  at: new Date(Date.UTC(2026, 10, 1, n)),
  orderId: `ord_${String(n).padStart(26, '0')}`,
  reference: n === 3 ? 'Bestellung 中 №7' : `PO-${n}`,
  sku: 'PSN-US-50',
  ...{ quantity: 2, unitPrice: 5_00, amount: 10_00 },
}));

test('an invoice of four pages has every figure, and totals that are carried', async () => {
  const bytes = Buffer.from(await run({ ...plain, document, parties, lines }));
  const pages = pdfText(bytes);
  const [first = '', ...more] = pages;
  for (const text of [
    ...['Invoice', 'INV-2026-00117', '2026-12-01', '2026-11-01 to 2026-11-30 (UTC)', 'EUR'],
    ...['Codes & Söhne', 'Łódź Игры ΕΠΕ', '<b>Ромашка</b> Ελλάς', 'Phố Huế 2', 'Switzerland'],
    ...['Tax number: T-77', 'Bestellung \ufffd №7', 'PSN-US-50'],
  ]) {
    expect(first).toContain(text);
  }
  const last = more.at(-1) ?? '';
  for (const text of ['Net', '1,000.00 EUR', 'Tax 20 %', '200.00 EUR', '1,200.00 EUR', '§ 12']) {
    expect(last).toContain(text);
  }
  for (const [at, page] of pages.entries()) expect(page).toContain(`${at + 1} / ${pages.length}`);
  for (const [at, page] of more.entries()) {
    const [, carried = ''] = /Brought forward\s*([0-9,]+\.\d\d)/.exec(page) ?? [];
    expect(pages[at]).toMatch(new RegExp(`Carried forward\\s*${carried}`));
    const rows =
      pages
        .slice(0, at + 1)
        .join('\n')
        .match(/PSN-US-50/g)?.length ?? 0;
    expect(amountOf(carried)).toBe(rows * 10);
  }
  expect(pages.join('\n').match(/ord_/g)).toHaveLength(120);
  expect(Buffer.from(await run({ ...plain, document, parties, lines })).equals(bytes)).toBe(true);
});

test('the longest id is printed whole, in smaller letters', async () => {
  const orderId = `ord_${'m'.repeat(26)}`;
  const wide = lines.slice(0, 1).map((line) => ({ ...line, orderId }));
  expect(
    pdfText(Buffer.from(await run({ ...plain, document, parties, lines: wide })))[0],
  ).toContain(orderId);
});

test.each([
  ['PNG', pngOf(120, 40)],
  ['JPEG', readFileSync(new URL('../files/fixtures/small.jpg', import.meta.url))],
])(
  'a logo as %s stands in place of the name, and the same rows still give the same bytes',
  async (_kind, logo) => {
    const sheet = { document, parties, lines: lines.slice(0, 1), logo };
    const bytes = Buffer.from(await run(sheet));
    expect(bytes.includes('/Subtype /Image')).toBe(true);
    expect(pdfText(bytes)[0]).not.toMatch(/^Codes & Söhne$/m);
    expect(Buffer.from(await run(sheet)).equals(bytes)).toBe(true);
  },
);

test('a credit note names its invoice, and no tax is shown if none was set', async () => {
  const credit = {
    kind: 'credit_note',
    ...{ number: 'CN-2026-00003', invoiceNumber: 'INV-2026-00117' },
    ...{ net: 10_00, tax: 0, total: 10_00, taxBps: null, taxNote: null },
  } as const;
  const [page = '', ...more] = pdfText(
    Buffer.from(
      await run({
        ...{ ...plain, document: { ...document, ...credit }, parties },
        lines: lines.slice(0, 1),
      }),
    ),
  );
  expect(more).toEqual([]);
  for (const text of [
    'Credit note',
    'CN-2026-00003',
    'Corrects invoice',
    'INV-2026-00117',
    '10.00 EUR',
  ]) {
    expect(page).toContain(text);
  }
  expect(page).not.toMatch(/Tax \d|Net/);
});

test('a statement carries its balance from page to page, and says so if it has too many lines', async () => {
  const changes: StatementLine[] = Array.from({ length: 120 }, (_, n) => ({
    at: new Date(Date.UTC(2026, 10, 1, n)),
    type: 'order',
    ...{ about: `ord_${n}`, reference: null, sku: 'PSN-US-50', quantity: 1 },
    ...{ amount: -10_00, balanceAfter: 1_200_00 - (n + 1) * 10_00 },
  }));
  const sheet: StatementSheet = {
    ...plain,
    ...{ parties, currency: 'EUR', isTest: false, period: '2026-11-01 to 2026-11-30 (UTC)' },
    ...{ printedAt: new Date('2026-12-01T01:00:00Z'), linesMax: 5_000, lines: changes },
    ...{ opening: 1_200_00, in: 0, out: 1_200_00, closing: 0 },
  };
  const pages = pdfText(Buffer.from(await printStatement(sheet)));
  expect(pages.join('\n').match(/ord_/g)).toHaveLength(120);
  for (const page of pages.slice(1)) {
    const [, carried = ''] = /Brought forward\s*([0-9,]+\.\d\d)/.exec(page) ?? [];
    const [, first = ''] = /-10\.00([0-9,]+\.\d\d)/.exec(page) ?? [];
    expect(amountOf(carried) - amountOf(first)).toBe(10);
  }
  expect(pages.at(-1)).toMatch(/Balance after\s*0\.00 EUR/);
  const [sums = '', ...more] = pdfText(
    Buffer.from(await printStatement({ ...sheet, lines: null })),
  );
  expect(more).toEqual([]);
  expect(sums).toContain('more than 5,000 lines');
  expect(sums).toContain('1,200.00 EUR');
  const [large] = changes;
  if (!large) throw new Error('no line');
  const most = { ...large, amount: 9_999_999_999_999_99, balanceAfter: -9_999_999_999_999_99 };
  const [page = ''] = pdfText(Buffer.from(await printStatement({ ...sheet, lines: [most] })));
  expect(page).toMatch(/9,999,999,999,999\.99\s*-9,999,999,999,999\.99/);
});

const amountOf = (text: string) => Number(text.replaceAll(',', ''));

test('what is said to be printable is what both weights of the fonts have', () => {
  const sets = (['normal', 'bold'] as const).map((weight) => {
    const codes = FONT_PARTS.flatMap((part) => {
      const pdf = new PDFDocument({ font: null }).font(fontFile(part, weight));
      return pdf._font.font.characterSet;
    });
    return new Set(codes);
  });
  const wrong: string[] = [];
  for (let code = 0x20; code < 0x20000; code += 1) {
    const character = String.fromCodePoint(code);
    if (character.normalize('NFC') !== character || /\p{C}/u.test(character)) continue;
    const has = sets.every((set) => set.has(code));
    if (has !== (firstUnprintable(character) === null)) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['Zu\u0308rich', null],
  ['Игры', null],
  ['中国公司', '中'],
  ['שלום', 'ש'],
  ['Shop 🎮', '🎮'],
  ['two\nlines', null],
])('%s: the first that cannot be printed is %s', (text, first) => {
  expect(firstUnprintable(text)).toBe(first);
  expect(printableText(text).includes('\ufffd')).toBe(first !== null);
});
