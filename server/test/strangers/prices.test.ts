/**
 * Guards: price and tier files as other programs write them are read where their meaning is certain; where it is not,
 * the file is refused with line, column and the true reason, and never read as another price.
 */
import { expect, test } from 'vitest';
import { readPrices, readTiers } from '../../src/catalog/index.ts';
import { Refusal } from '../../src/kit/refusal.ts';

const HEADER = 'region,denomination,currency,list_price';
const EXCEL = 'region;denomination;currency;list_price';
const UTF16LE = (text: string) => Buffer.from(text, 'utf16le');
const UTF16BE = (text: string) => UTF16LE(text).swap16();
const LATIN1 = (text: string) => Buffer.from(text, 'latin1');

/** Every file sets the price of US 50 to 46.25 dollars; the number is the line of that row. */
const READ: Readonly<Record<string, readonly [file: string | Buffer, line: number]>> = {
  'plain text': [`${HEADER}\nUS,50,USD,46.25\n`, 2],
  'no line end at the end': [`${HEADER}\nUS,50,USD,46.25`, 2],
  'UTF-8 with a mark': [`\ufeff${HEADER}\r\nUS,50,USD,46.25\r\n`, 2],
  'UTF-16 with a mark and tabs (Excel, "Unicode text")': [
    UTF16LE('\ufeffregion\tdenomination\tcurrency\tlist_price\r\nUS\t50\tUSD\t46,25\r\n'),
    2,
  ],
  'UTF-16, big end first': [UTF16BE(`\ufeff${HEADER}\r\nUS,50,USD,46.25\r\n`), 2],
  'UTF-16 without a mark': [UTF16LE(`${HEADER}\r\nUS,50,USD,46.25\r\n`), 2],
  tabs: ['region\tdenomination\tcurrency\tlist_price\nUS\t50\tUSD\t46.25\n', 2],
  bars: ['region|denomination|currency|list_price\nUS|50|USD|46.25\n', 2],
  'decimal commas between semicolons': [`${EXCEL}\nUS;50,00;USD;46,25\n`, 2],
  'sep= before the header': [`sep=;\r\n${EXCEL}\r\nUS;50;USD;46,25\r\n`, 3],
  'sep= in quotes': [`"sep=,"\r\n${HEADER}\r\nUS,50,USD,46.25\r\n`, 3],
  'empty lines before, between and behind': [`\n\n${HEADER}\n\n \nUS,50,USD,46.25\n\n`, 6],
  'empty cells at the end of each line': [`${HEADER},,\nUS,50,USD,46.25,,\n`, 2],
  'empty cells at the end of a row': [`${HEADER}\nUS,50,USD,46.25,,,\n`, 2],
  'rows of empty cells at the end': [`${EXCEL}\nUS;50;USD;46.25\n;;;\n ; ;;\n`, 2],
  'the end of a DOS file': [`${HEADER}\r\nUS,50,USD,46.25\r\n\u001a`, 2],
  'carriage returns alone': [`${HEADER}\rUS,50,USD,46.25\r`, 2],
  'names in another case, with blanks': [
    ' Region , DENOMINATION,Currency,List Price\nus,50,USD,46.25\n',
    2,
  ],
  'invisible characters and blanks of other kinds at the ends': [
    `\u200b${HEADER}\u00a0\n\u200eUS\u200b,50\u00a0,\u2060USD,46.25\ufeff\n`,
    2,
  ],
  'full-width characters': [`${HEADER}\nＵＳ,５０,ＵＳＤ,４６．２５\n`, 2],
  'full-width commas': ['region，denomination，currency，list_price\nUS，50，USD，46.25\n', 2],
  'quotes with blanks around': [`${HEADER}\n "US" , "50","USD" ,"46.25"\n`, 2],
};

test.each(Object.entries(READ))('a price file is read: %s', (_, [file, line]) => {
  const [row, ...others] = readPrices(Buffer.from(file));
  expect(others).toEqual([]);
  expect(row?.line).toBe(line);
  const { region, denomination, currency, list_price: price, partner } = row?.values ?? {};
  expect(region?.toUpperCase()).toBe('US');
  expect(Number(denomination)).toBe(50);
  expect(currency).toBe('USD');
  expect(price).toBe('46.25');
  expect(partner).toBe('');
});

/** The expected refusal of a file: its whole detail, or one fault with its pointer. */
const REFUSED: Readonly<Record<string, readonly [file: string | Buffer, pointer: string, RegExp]>> =
  {
    'Windows-1252': [LATIN1(`${HEADER}\nUS,50,USD,\xa346\n`), '', /seems to be Windows-1252/],
    'a workbook': [LATIN1('PK\x03\x04\x14\0'), '', /an Excel or Office file.*save it as CSV/],
    JSON: ['[{"region":"US"}]', '', /It is JSON/],
    'no text': [Buffer.from(`${HEADER}\nUS,50\0`), '', /not a text file/],
    'a column that lacks': ['region,denomination,currency\nUS,50,USD\n', '', /lacks list_price\./],
    'a column not known': [`${HEADER},note\nUS,50,USD,1,x\n`, '', /Column 5 of the header/],
    'a cell too few': [`${HEADER}\nUS,50,USD\n`, '/2', /Line 2: .*3 cells.*4 columns/],
    'a cell too many': [`${HEADER}\nUS,50,USD,46,25\n`, '/2', /Line 2: .*5 cells.*4 columns/],
    'a broken quote': [`${HEADER}\nUS,50,USD,"46.25\nUS,20,USD,9\n`, '/2', /Line 2: .*RFC 4180/],
    'a letter that looks like ours': [
      `${HEADER}\nUS,50,US\u0405,46.25\nUS,20,USD,4\u041e\n`,
      '/3/list_price',
      /Line 3: list_price has U\+041E 'CYRILLIC CAPITAL LETTER O', which looks like O/,
    ],
    'an invisible character inside': [
      `${HEADER}\nUS,50,USD,46\u200b.25\n`,
      '/2/list_price',
      /Line 2: list_price has U\+200B 'ZERO WIDTH SPACE'/,
    ],
    'a sign of a currency': [
      `${HEADER}\nUS,50,USD,\u20ac46.25\n`,
      '/2/list_price',
      /Line 2: list_price has U\+20AC, a symbol/,
    ],
    'what may be thousands': [
      `${EXCEL}\nUS;50;USD;1.000\nUS;20;USD;9,000\n`,
      '/2/list_price',
      /Line 2: list_price may be 1000 or 1\.000; write 1000 or 1\.0000\./,
    ],
    'a comma that may be thousands': [
      `${EXCEL}\nUS;50;USD;46\nUS;20;USD;9,000\n`,
      '/3/list_price',
      /Line 3: list_price may be 9000 or 9\.000; write 9000 or 9\.0000\./,
    ],
  };

test.each(Object.entries(REFUSED))('a price file is refused: %s', (_, [file, pointer, reason]) => {
  const refusal = refusalOf(() => readPrices(Buffer.from(file)));
  const faults = refusal.details.errors ?? [];
  expect(faults.map((each) => each.pointer)).toContain(pointer);
  expect(faults.find((each) => each.pointer === pointer)?.detail).toMatch(reason);
});

test('every line that cannot be read is reported at once', () => {
  const file = Buffer.from(`${HEADER}\nUS,50\nUS,50,USD,1\nU\u200bS,50,USD,1\nUS,"5"0,USD,1\n`);
  const faults = refusalOf(() => readPrices(file)).details.errors ?? [];
  expect(faults.map((each) => each.pointer)).toEqual(['/2', '/4/region', '/5']);
});

test('a tier file is read like prices, and the name of a tier stays unchanged', () => {
  const text =
    '\ufeffsep=\t\r\nName\tCurrency\tVolume 30d\tDiscount_bps\t\r\n' +
    'Händler – Ａ\u200b\tUSD\t0,00\t0\t\r\nGold\tＵＳＤ\t50000,00\t250\t\r\n\t\t\t\t\r\n';
  expect(readTiers(UTF16LE(text))).toEqual([
    {
      line: 3,
      values: { name: 'Händler – Ａ', currency: 'USD', volume_30d: '0.00', discount_bps: '0' },
    },
    {
      line: 4,
      values: { name: 'Gold', currency: 'USD', volume_30d: '50000.00', discount_bps: '250' },
    },
  ]);
});

test('a volume that may have thousands separators is questioned, not read as a thousandth', () => {
  const text = 'name;currency;volume_30d;discount_bps\nA;USD;0;0\nB;USD;50.000;250\n';
  const refusal = refusalOf(() => readTiers(Buffer.from(text)));
  expect(refusal.details.errors).toMatchObject([{ pointer: '/3/volume_30d', code: 'pattern' }]);
});

function refusalOf(read: () => unknown): Refusal {
  try {
    read();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('the file was taken');
}
