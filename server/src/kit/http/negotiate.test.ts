/** Guards: a client gets the form with the highest weight, and never one with weight 0. */
import { expect, test } from 'vitest';
import { chooseCoding, chooseType } from './negotiate.ts';

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['br', 'br'],
  ['gzip, deflate, br', 'br'],
  ['BR', 'br'],
  ['br;q=0', 'identity'],
  ['br;q=0.000, gzip', 'gzip'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['gzip ; q=0.3 , br ; q=0.4', 'br'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['*;q=0.1, br;q=0', 'gzip'],
  ['identity', 'identity'],
  ['xbr, gzip-x', 'identity'],
  ['br;q=nonsense', 'br'],
])('Accept-Encoding: %s', (header, coding) => {
  expect(chooseCoding(header, ['br', 'gzip'])).toBe(coding);
});

test.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['text/csv', 'text/csv'],
  ['TEXT/CSV; charset=utf-8', 'text/csv'],
  ['text/*', 'text/csv'],
  ['text/csv, application/json', 'application/json'],
  ['application/json;q=0.9, text/csv', 'text/csv'],
  ['text/csv;q=0.9, application/json;q=0.5', 'text/csv'],
  ['text/csv;q=0', 'application/json'],
  ['text/csv;q=0, */*', 'application/json'],
  ['application/json;q=0, */*;q=0.1', 'text/csv'],
  ['text/csv, */*;q=0.1', 'text/csv'],
  ['application/xml', 'application/json'],
  ['text/csvx', 'application/json'],
])('Accept: %s', (header, type) => {
  expect(chooseType(header, ['application/json', 'text/csv'])).toBe(type);
});
