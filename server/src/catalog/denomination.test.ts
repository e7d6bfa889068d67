// Guards that one face value has one identity, however it is written.
import { expect, test } from 'vitest';
import { Refusal } from '../kit/refusal.ts';
import { denominationMilli, denominationText, parseDenomination } from './denomination.ts';
import { parseRegion } from './parse-region.ts';

test.each([
  [50, 50_000],
  ['50', 50_000],
  ['50.00', 50_000],
  ['050', 50_000],
  [7.5, 7_500],
  ['0.001', 1],
  [999_999_999, 999_999_999_000],
])('%s is %s thousandths', (value, milli) => {
  expect(denominationMilli(value)).toBe(milli);
});

test.each([0, '0', '0.000', -5, '-5', 0.0001, '1.0005', '5e1', ' 5', '', 'NaN', Number.NaN, 1e21])(
  '%s is not a denomination',
  (value) => {
    expect(denominationMilli(value)).toBeNull();
  },
);

test.each([
  [0, 'minimum'],
  ['0.0', 'minimum'],
  [0.0001, 'precision'],
  [50.0005, 'precision'],
])('%s is refused for its %s', (value, code) => {
  try {
    parseDenomination(value);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).details.errors).toMatchObject([{ pointer: '/denomination', code }]);
  }
});

test.each([
  [50_000, '50'],
  [7_500, '7.5'],
  [100_000, '100'],
  [1, '0.001'],
  [12_340, '12.34'],
])('%s is written %s', (milli, text) => {
  expect(denominationText(milli)).toBe(text);
  expect(String(milli / 1000)).toBe(text);
});

test('a region is read in any case, and UK is GB', () => {
  expect(['us', 'Us', 'uk', 'UK', 'gb'].map(parseRegion)).toEqual(['US', 'US', 'GB', 'GB', 'GB']);
});
