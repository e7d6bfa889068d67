import { expect, test } from 'vitest';
import { findHeader } from '../kit/csv/index.ts';
import { CODES_FORM } from './columns.ts';
import { FAULTS, rowJudge } from './judge-row.ts';
import { parseExpiry } from './parse-expiry.ts';

// Each row that cannot be sold is refused with the reason, and no reason repeats what the row says.

const header = findHeader('Code;region; DENOMINATION ;serial;expires_at;cost', CODES_FORM);
if (typeof header === 'string') throw new Error(header);
const judge = rowJudge({
  ...header,
  costCurrency: 'USD',
  hasSupplierForm: null,
  knowsRegion: (region) => ['US', 'GB'].includes(region),
  findShelf: (_, milli) => (milli === 50_000 ? { shelfId: 1, productId: 2, hasForm: null } : null),
});
const now = Date.parse('2026-11-24T00:00:00Z');
const row = (text: string) => judge(text.split(';'), now);

test('a row in full, and one with the least', () => {
  expect(row('abcd-EFGH 1;us;50.00;SN 1;2027-01-31;46.25')).toEqual({
    productId: 2,
    shelfId: 1,
    code: 'abcd-EFGH 1',
    serial: 'SN 1',
    expiresAt: '2027-01-31T23:59:59.999Z',
    cost: 4625,
    stated: false,
  });
  expect(row(' 1234 ;UK;50;;;')).toMatchObject({
    code: '1234',
    serial: null,
    expiresAt: 'infinity',
    cost: null,
  });
});

test.each([
  ['ABCD;US;50', FAULTS.columns],
  ['ABCD;US;50;;;;x', FAULTS.columns],
  ['ABCD;XX;50;;;', FAULTS.region],
  ['ABCD;;50;;;', FAULTS.region],
  ['ABCD;US;fifty;;;', FAULTS.denomination],
  ['ABCD;US;-50;;;', FAULTS.denomination],
  ['ABCD;US;51;;;', FAULTS.product],
  [';US;50;;;', FAULTS.noCode],
  ['  ;US;50;;;', FAULTS.noCode],
  ['ABC;US;50;;;', FAULTS.code],
  ['----;US;50;;;', FAULTS.code],
  [`${'A'.repeat(65)};US;50;;;`, FAULTS.code],
  ['ABCÄ;US;50;;;', 'code has U+00C4, a Latin letter with a mark'],
  ['AB\tCD;US;50;;;', 'code has U+0009, a control character'],
  ['ABCD\nEF;US;50;;;', 'code has U+000A, a control character'],
  ['\tABCD;US;50;;;', FAULTS.formula],
  [`ABCD;US;50;${'s'.repeat(63)};;`, FAULTS.serial],
  ['ABCD;US;50;a\u0007;;', FAULTS.serial],
  ['ABCD;US;50;;soon;', FAULTS.expiry],
  ['ABCD;US;50;;2027-02-30;', FAULTS.expiry],
  ['ABCD;US;50;;2026-11-23;', FAULTS.past],
  ['ABCD;US;50;;2026-11-24T00:00:00Z;', FAULTS.past],
  ['ABCD;US;50;;;4,500', FAULTS.costDoubt],
  ['ABCD;US;50;;;1.004,50', FAULTS.cost],
  ['ABCD;US;50;;;-1', FAULTS.cost],
  ['ABCD;US;50;;;1.005', FAULTS.costDoubt],
])('%s: %s', (text, fault) => {
  expect(row(text)).toBe(fault);
});

test.each([
  ['2027-01-31', '2027-01-31T23:59:59.999Z'],
  ['2027-01-31T10:00:00+02:00', '2027-01-31T08:00:00.000Z'],
  ['2027-01-31t10:00:00.5z', '2027-01-31T10:00:00.500Z'],
  ['2028-02-29', '2028-02-29T23:59:59.999Z'],
])('expiry %s', (text, instant) => {
  expect(parseExpiry(text)?.toISOString()).toBe(instant);
});

test.each(['2027-13-01', '2027-1-1', '31.02.2027', '2027-02-29', '2027-01-31T10:00:00', '1e9'])(
  'no expiry: %s',
  (text) => {
    expect(parseExpiry(text)).toBeNull();
  },
);

test.each([
  ['', /lacks region, denomination, code/],
  ['US,50,ABCD-EFGH', /lacks/],
  ['region,denomination', /lacks code/],
  ['region,denomination,code,pin', /Column 4/],
  ['region,denomination,code,code', /Column 4/],
])('no header: %s', (line, sentence) => {
  expect(findHeader(line, CODES_FORM)).toMatch(sentence);
  expect(findHeader(line, CODES_FORM)).not.toContain('ABCD');
});
