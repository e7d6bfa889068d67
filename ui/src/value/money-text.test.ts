/** Guards: wherever a page puts an amount beside its currency, or a number beside a percent sign, amounts are grouped and no line breaks between the two. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { moneyText } from './money-text.ts';
import { percent } from './percent.ts';
import { withUnits } from './with-unit.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** An amount beside its currency in a text, `${total} ${currency}`, or in a page, `{total} {currency}`; a number before a percent sign. */
const RAW = /\{([^{}]*)\}(?: |\\u00a0)\$?\{[\w.]*[cC]urrency\}|\}(?: |\\u00a0)%|\d %/g;
const COMMENT = /^ *(?:\/\*\*|\*|\/\/).*$/gm;
/** A part of a row's key, or of what a search looks through. */
const NO_AMOUNT = /(?:\bid|_id|account|sku|mode|region\))$/;

function rawIn(source: string): string[] {
  return [...source.replaceAll(COMMENT, '').matchAll(RAW)].flatMap(([text, name = '']) =>
    NO_AMOUNT.test(name) ? [] : [text],
  );
}

test('no page writes a number beside its unit by itself', () => {
  const found = ['ui', 'console', 'portal'].flatMap((app) =>
    readdirSync(join(ROOT, app, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
      .flatMap((name) =>
        rawIn(readFileSync(join(ROOT, app, 'src', name), 'utf8')).map(
          (each) => `${app} ${name} ${each}`,
        ),
      ),
  );
  expect(found).toEqual([]);
});

test('one that is written by itself is found', () => {
  const filled = (name: string) => `$\{${name}}`;
  for (const [amount, currency] of [
    ['total', 'currency'],
    ['item.cost', 'item.cost_currency'],
    ['groupDigits(total)', 'terms.currency'],
  ] as const) {
    expect(rawIn(`The ${filled(amount)} ${filled(currency)} go back`)).toHaveLength(1);
    expect(rawIn(`<p>{${amount}} {${currency}}</p>`)).toHaveLength(1);
  }
  expect(rawIn(`${filled('share')} % of them`)).toHaveLength(1);
  expect(rawIn("owners: 'Owners of 25 % or more',\n  // 25 % of them")).toHaveLength(1);
  expect(rawIn(`${filled('account')} ${filled('currency')}`)).toEqual([]);
});

test('a number stays beside its unit, in our sentences and in those of the server', () => {
  expect(moneyText('1234567.50', 'USD')).toBe('1,234,567.50\u00a0USD');
  expect(moneyText('-12.00', 'EUR')).toBe('−12.00\u00a0EUR');
  expect(percent(150)).toBe('1.50\u00a0%');
  const said = 'At 12:30 UTC 1.50 % of 20.00 USDT were due, for PSN-US-50 US and 3 codes.';
  expect(withUnits(said)).toBe(
    'At 12:30\u00a0UTC 1.50\u00a0% of 20.00\u00a0USDT were due, for PSN-US-50 US and 3 codes.',
  );
});
