/**
 * Guards: a file of a bank is read as it is meant, in every version, encoding and form of numbers; and one that is malformed, hostile or does
 * not add up is refused as a whole, with a sentence that says what to change.
 */
import { type CsvMap, readBankCsv, readCsvAmount, readCsvDay } from '@psnb2b/contract';
import { describe, expect, test } from 'vitest';
import { camtFile, statementOf } from '../../testkit/bank-file.ts';
import { contentKey, follows, outsideId } from './identify-lines.ts';
import { readCamt } from './read-camt.ts';
import { readCsvStatement } from './read-csv.ts';
import { readXml } from './read-xml.ts';
import { isDay } from './statement.ts';

const IBAN = 'DE89370400440532013000';
const NOVEMBER = ['2026-11-01', '2026-11-30'] as const;
const payment = {
  day: '2026-11-04',
  amount: 100_000,
  payer: 'Nordlicht & Söhne',
  text: 'RF18 5390',
};
const refusal = (detail: RegExp) =>
  expect.objectContaining({ message: expect.stringMatching(detail) });
const reading = (text: string) => () => readCamt(Buffer.from(text));
const text = (statements = [statementOf(IBAN, NOVEMBER, 5_000, [payment])], version = '08') =>
  camtFile(statements, version).toString();

describe('camt.053', () => {
  test.each(['02', '04', '06', '08', '13'])('version %s', (version) => {
    const entries = [
      { ...payment, bankReference: 'B1', payerAccount: 'GB82WEST12345698765432' },
      { day: '2026-11-05', amount: -250, text: 'Fee' },
      { day: '2026-11-06', amount: 7, status: 'PDNG' as const },
    ];
    const [statement] = readCamt(camtFile([statementOf(IBAN, NOVEMBER, 5_000, entries)], version));
    expect(statement).toMatchObject({
      ...{ format: `camt.053.001.${version}`, accountNumber: IBAN, currency: 'USD', pending: 1 },
      ...{ from: NOVEMBER[0], to: NOVEMBER[1], opening: 5_000, closing: 104_750 },
    });
    expect(statement?.lines).toMatchObject([
      { bookedOn: '2026-11-04', amount: 100_000, payer: 'Nordlicht & Söhne', bankReference: 'B1' },
      { amount: -250, text: 'Fee', payer: '' },
    ]);
  });

  test('a batch that adds up is a line for each payment; one that does not is one line', () => {
    const details = (amounts: readonly string[]) =>
      amounts
        .map((each) => `<TxDtls><Amt Ccy="USD">${each}</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>`)
        .join('');
    const batch = (...amounts: string[]) =>
      text([statementOf(IBAN, NOVEMBER, 0, [{ ...payment, bankReference: 'B7' }])]).replace(
        /<TxDtls>.*<\/TxDtls>/,
        details(amounts),
      );
    expect(readCamt(Buffer.from(batch('400.00', '600.00')))[0]?.lines).toMatchObject([
      { amount: 40_000, bankReference: 'B7/1' },
      { amount: 60_000, bankReference: 'B7/2' },
    ]);
    const [one] = readCamt(Buffer.from(batch('400.00', '500.00')));
    expect(one?.lines).toMatchObject([{ amount: 100_000, bankReference: 'B7' }]);
  });

  test('other encodings that banks use', () => {
    const latin = text().replace('UTF-8', 'ISO-8859-1');
    const [read] = readCamt(Buffer.from(latin, 'latin1'));
    expect(read?.lines[0]?.payer).toBe('Nordlicht & Söhne');
    const [wide] = readCamt(Buffer.from(`\ufeff${text()}`, 'utf16le'));
    expect(wide?.lines).toHaveLength(1);
  });

  const entity = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, n) => `<!ENTITY ${'bcdefghij'[n]} "${`&${'abcdefghi'[n]};`.repeat(10)}">`).join('')}]>`;
  test.each([
    [
      'an entity bomb',
      text()
        .replace(/<\?xml.*\?>/, entity)
        .replace('RF18', '&j;'),
      /document type/,
    ],
    [
      'an external entity',
      text().replace(/<\?xml.*\?>/, '<!DOCTYPE d SYSTEM "file:///etc/passwd">'),
      /document type/,
    ],
    ['an entity without a document type', text().replace('RF18', '&xxe;'), /entity/],
    ['a character that XML does not allow', text().replace('RF18', '&#0;'), /entity/],
    ['a control character', text().replace('RF18', '\u0001'), /control character/],
    ['a processing instruction', text().replace('<GrpHdr>', '<?php x?><GrpHdr>'), /processing/],
    [
      'an element that is not closed',
      text().replace('</Stmt>', ''),
      /<Stmt> is not closed, in line/,
    ],
    ['a cut file', text().slice(0, 700), /well-formed/],
    ['two outermost elements', `${text()}<a/>`, /more than one outermost/],
    ['an attribute twice', text().replace('Ccy="USD"', 'Ccy="USD" Ccy="EUR"'), /attribute twice/],
    ['deep nesting', `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`, /nested too deeply/],
    ['many elements', `<a>${'<b/>'.repeat(100_000)}</a>`, /too many elements/],
    ['an endless text', `<a>${'x'.repeat(100_000)}</a>`, /too long/],
    ['another form', '<html></html>', /no bank statement/],
    [
      'an account report',
      text().replaceAll('camt.053.001.08', 'camt.052.001.08'),
      /camt\.052.*export/,
    ],
    ['an amount with letters', text().replace('1000.00', '1,000.00'), /cannot be read/],
    ['too many decimals', text().replace('1000.00', '1000.001'), /cannot be read/],
    [
      'an amount in another currency',
      text().replace('Ccy="USD">1000', 'Ccy="EUR">1000'),
      /amounts in EUR/,
    ],
    [
      'balances that do not add up',
      text().replace('1050.00', '1050.01'),
      /does not add up: from 50\.00 USD.*1050\.00 USD, not.*1050\.01 USD/,
    ],
    ['no balance', text().replaceAll(/<Bal>.*<\/Bal>/g, ''), /no opening and closing balance/],
    ['no account', text().replace(/<Acct>.*<\/Acct>/, ''), /does not name the account/],
    ['no statement', text([]), /no statement/],
    ['an entry without a day', text().replace(/<BookgDt>.*<\/ValDt>/, ''), /without a day/],
    ['a day that does not exist', text().replaceAll('2026-11-04', '2026-02-30'), /without a day/],
    ['UTF-7', text().replace('UTF-8', 'UTF-7'), /encoding/],
  ])('%s is refused', (_what, file, detail) => {
    expect(reading(file)).toThrow(refusal(detail));
  });

  test('text in another encoding than it says is refused', () => {
    expect(() => readCamt(Buffer.from(text(), 'latin1'))).toThrow(refusal(/not UTF-8 text/));
  });

  test('of a file with more elements than are kept at once, each entry is forgotten once it is read', () => {
    const rows = `<r>${'<Ntry><a>1</a></Ntry>'.repeat(60_000)}</r>`;
    expect(readXml(rows, (node) => node.name === 'Ntry').children).toEqual([]);
    expect(() => readXml(rows, () => false)).toThrow(refusal(/too many elements/));
  });
});

const MAP: CsvMap = {
  ...{
    date: 'Datum',
    date_form: 'dmy',
    decimal: ',',
    amount: 'Betrag',
    money_in: '',
    money_out: '',
  },
  ...{
    payer: 'Name',
    payer_account: 'IBAN',
    text: ['Zweck', 'Info'],
    reference: '',
    bank_reference: '',
  },
  balance: 'Saldo',
};
const HEAD = 'Konto;DE89\n\nDatum;Name;IBAN;Zweck;Info;Betrag;Saldo\n';
const csv = (...rows: string[]) => Buffer.from(HEAD + rows.join('\n'));

describe('CSV', () => {
  test('with lines before the header, decimal commas, the newest first, and a balance', () => {
    const file = csv(
      '05.11.2026;Bank;;Gebühr;;-2,50;1.047,50',
      '04.11.2026;Müller GmbH;DE89 3704;Rechnung;RF18;1.000,00;1.050,00',
    );
    const expected = {
      ...{ from: '2026-11-04', to: '2026-11-05', opening: 5_000, closing: 104_750 },
      lines: [
        { amount: 100_000, payer: 'Müller GmbH', payerAccount: 'DE893704', text: 'Rechnung RF18' },
        { amount: -250, text: 'Gebühr' },
      ],
    };
    expect(readCsvStatement(file, MAP, 'EUR')).toMatchObject(expected);
    const latin = Buffer.from(file.toString(), 'latin1');
    expect(readCsvStatement(latin, MAP, 'EUR')).toMatchObject(expected);
  });

  test('with two columns, and without balances', () => {
    const map = {
      ...MAP,
      amount: '',
      money_in: 'In',
      money_out: 'Out',
      balance: '',
      decimal: '.' as const,
      date_form: 'mdy' as const,
    };
    const head = 'Datum,Name,IBAN,Zweck,Info,In,Out\n';
    const file = Buffer.from(`${head}11/04/2026,A,,x,,"1,000.00",\n11/05/2026,B,,y,,0.00,2.50\n`);
    const read = readCsvStatement(file, map, 'USD');
    expect(read).toMatchObject({ opening: null, closing: null });
    expect(read.lines.map(({ amount }) => amount)).toEqual([100_000, -250]);
  });

  test('several lines of one day are in the order that their balances show', () => {
    const rows = ['04.11.2026;B;;;;2,00;13,00', '04.11.2026;A;;;;1,00;11,00'];
    expect(readCsvStatement(csv(...rows), MAP, 'EUR')).toMatchObject({
      opening: 1_000,
      closing: 1_300,
    });
    expect(readCsvStatement(csv(...rows.toReversed()), MAP, 'EUR')).toMatchObject({
      opening: 1_000,
      closing: 1_300,
    });
  });

  test.each([
    [
      'a day of another form',
      csv('11/24/2026;A;;;;1,00;1,00'),
      /line 4: “11\/24\/2026” is no day in the form DMY/,
    ],
    ['a point that groups', csv('04.11.2026;A;;;;1.00;1,00'), /line 4: “1\.00” is no amount/],
    ['no amount', csv('04.11.2026;A;;;;;1,00'), /no amount/],
    [
      'a column that is missing',
      Buffer.from('Datum;Betrag\n04.11.2026;1,00'),
      /no column “Name”.*Choose the columns/,
    ],
    [
      'balances that do not add up',
      csv('04.11.2026;A;;;;1,00;1,00', '05.11.2026;A;;;;1,00;3,00'),
      /do not add up in line 5/,
    ],
    ['no row', csv(), /no rows/],
    ['broken quotes', csv('04.11.2026;"A;;;;1,00;1,00'), /quotes/],
    ['three decimals', csv('04.11.2026;A;;;;1,005;1,005'), /no amount with “,”.*at most 2/],
    ['a group as decimals', csv('04.11.2026;A;;;;1,000;1,000'), /no amount with “,”.*at most 2/],
    ['an Excel file', Buffer.from('PK\u0003\u0004'), /Excel/],
    ['a PDF', Buffer.from('%PDF-1.7'), /PDF/],
    ['something else', Buffer.from([1, 0, 2, 0]), /not a text file/],
  ])('%s is refused', (_what, file, detail) => {
    expect(() => readCsvStatement(file, MAP, 'EUR')).toThrow(refusal(detail));
  });

  test('only booked rows count; the others are counted by what their state means, and named', () => {
    const states = [
      { value: 'COMPLETED', means: 'booked' },
      { value: 'PENDING', means: 'pending' },
      { value: 'DECLINED', means: 'rejected' },
    ] as const;
    const map = { ...MAP, balance: '', text: [], state: 'Info', states };
    const rows = [
      '04.11.2026;A;;;COMPLETED;1,00;',
      ';B;;;PENDING;;',
      '05.11.2026;C;;;DECLINED;7,00;',
      '05.11.2026;D;;;PENDING;2,00;',
    ];
    const read = readCsvStatement(csv(...rows), map, 'EUR');
    expect(read.lines).toMatchObject([{ amount: 100, payer: 'A' }]);
    expect(read).toMatchObject({ pending: 2, rejected: 1, to: '2026-11-04' });
    expect(read.leftOut.map(({ line, means, amount }) => [line, means, amount])).toEqual([
      [5, 'pending', ''],
      [6, 'rejected', '7,00'],
      [7, 'pending', '2,00'],
    ]);
    expect(() => readCsvStatement(csv('04.11.2026;A;;;REVERSED;1,00;'), map, 'EUR')).toThrow(
      refusal(/“REVERSED” is no known state/),
    );
    expect(() => readCsvStatement(csv(rows[1] ?? ''), map, 'EUR')).toThrow(refusal(/booked yet/));
  });

  test('the sample of the browser is the beginning of what is imported', () => {
    const file = csv('04.11.2026;A;;;;1,00;11,00', '05.11.2026;B;;;;2,00;13,00').toString();
    const [first, ...rest] = readBankCsv(file, MAP, 1, 2).lines;
    expect([first?.amount, rest]).toEqual(['1.00', []]);
    expect(readBankCsv(file, MAP, 10, 2).lines[0]).toEqual(first);
  });
});

test.each([
  ['1.234,50', ',', '1234.50'],
  ['1 234,50 EUR', ',', '1234.50'],
  ["1'234.50", '.', '1234.50'],
  ['-0,5', ',', '-0.5'],
  ['12,50-', ',', '-12.50'],
  ['(12.50)', '.', '-12.50'],
  ['+7', '.', '7'],
  ['\u221212.50', '.', '-12.50'],
  ['1.23.456', ',', null],
  ['1,234', ',', '1.234'],
  ['12.34', ',', null],
  ['1e5', '.', null],
  ['--5', '.', null],
  ['', '.', null],
] as const)('the amount “%s” with “%s” is %s', (text, decimal, expected) => {
  expect(readCsvAmount(text, decimal)).toBe(expected);
});

test.each([
  ['2026-11-04', 'ymd', '2026-11-04'],
  ['20261104', 'ymd', '2026-11-04'],
  ['2026-11-04T10:00:00Z', 'ymd', '2026-11-04'],
  ['4.11.26', 'dmy', '2026-11-04'],
  ['11/04/2026', 'mdy', '2026-11-04'],
  ['31.02.2026', 'dmy', null],
  ['04.13.2026', 'dmy', null],
  ['yesterday', 'ymd', null],
] as const)('the day “%s” as %s is %s', (text, form, expected) => {
  expect(readCsvDay(text, form)).toBe(expected);
});

test('a day exists', () => {
  expect(['2026-02-29', '2028-02-29', '1969-01-01', 'x'].map(isDay)).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

describe('the identity of a line', () => {
  const line = {
    ...{ bookedOn: '2026-11-04', valueOn: null, amount: 100, payer: 'A', payerAccount: 'X1' },
    ...{ text: 'a', reference: '', bankReference: '', batch: null },
  };
  test('is what the bank says of it, not what may change', () => {
    const same = { ...line, valueOn: '2026-11-05', payer: 'A Ltd' };
    expect(contentKey(same)).toEqual(contentKey(line));
    for (const other of [
      { amount: 101 },
      { text: 'b' },
      { bookedOn: '2026-11-05' },
      { bankReference: 'B' },
    ]) {
      expect(contentKey({ ...line, ...other })).not.toEqual(contentKey(line));
    }
    const named = { ...line, bankReference: 'B1' };
    expect(contentKey({ ...named, text: 'late details' })).toEqual(contentKey(named));
  });
  test('is named by the bank, or by what it says', () => {
    expect(outsideId({ ...line, bankReference: ' B1 ' }, 'USD')).toBe('B1');
    expect(outsideId(line, 'USD')).toMatch(/^2026-11-04 1\.00 USD [0-9a-f]{12}$/);
    expect(outsideId({ ...line, bankReference: 'ab'.repeat(32) }, 'USD')).toMatch(/^2026-11-04/);
  });
  test('equal lines of statements that follow one another on a day are different; in doubt they are the same', () => {
    const span = (opening: number | null, closing: number | null) => ({
      from: '2026-11-04',
      to: '2026-11-04',
      opening,
      closing,
    });
    expect(follows(span(0, 100), span(100, 200))).toBe(true);
    expect(follows(span(0, 100), span(0, 100))).toBe(false);
    expect(follows(span(0, 0), span(0, 100))).toBe(false);
    expect(follows(span(0, 100), span(100, 100))).toBe(false);
    expect(follows(span(null, null), span(0, 100))).toBe(false);
    expect(follows(span(0, 100), span(150, 250))).toBe(false);
  });
});
