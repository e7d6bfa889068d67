/** Guards: amounts in sentences are grouped, wherever a page puts one beside its currency. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { moneyText } from './money-text.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** An amount beside its currency in a text: `${total} ${currency}`. */
const RAW = /\$\{(?:\w+\.)?(\w+)\}(?: |\\u00a0)\$\{(?:\w+\.)?\w*currency\}/g;
/** A part of a row's key, or of the name of a product. */
const NO_AMOUNT = ['supplier_id', 'account', 'sku', 'mode', 'denomination', 'id'];

function rawIn(source: string): string[] {
  return [...source.matchAll(RAW)].flatMap(([text, name = '']) =>
    NO_AMOUNT.includes(name) ? [] : [text],
  );
}

test('no page writes an amount beside its currency by itself', () => {
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
  ] as const) {
    expect(rawIn(`The ${filled(amount)} ${filled(currency)} go back`)).toHaveLength(1);
  }
  expect(moneyText('1234567.50', 'USD')).toBe('1,234,567.50 USD');
});
