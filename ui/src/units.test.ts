/** Guards: a fault is shown at its field, and money is never a float. */
import { describe, expect, test } from 'vitest';
import { browserName } from './account/browser-name.ts';
import { ownPath } from './account/own-path.ts';
import { placeFaults } from './form/place-faults.ts';
import { Failure, toFailure } from './http/failure.ts';
import { listenedList } from './list/listened-list.ts';
import { groupDigits } from './value/group-digits.ts';
import { splitAtInstants } from './value/instants.ts';

test.each([
  ['Closed until 2026-11-29T12:30:00Z.', '2026-11-29T12:30:00Z'],
  ['Reveal it until 2026-11-29 12:30 UTC. It works then.', '2026-11-29T12:30:00Z'],
])('a time in a sentence is shown in the zone of its reader: %s', (sentence, at) => {
  const parts = splitAtInstants(sentence);
  expect(parts[1]).toEqual({ at });
  expect(parts).toHaveLength(3);
});

test.each(['On 2026-11-29.', 'At 12:30 UTC.', ''])('no time: “%s”', (text) => {
  expect(splitAtInstants(text)).toEqual([{ text }]);
});

describe('a fault is shown at the field that its pointer names', () => {
  const values = { name: '', owners: [{ name: '', country: '' }], 'a/b': '' };
  test.each([
    ['/name', { name: 'no' }, []],
    ['/owners/0/country', { 'owners.0.country': 'no' }, []],
    ['/owners/0/born_on', { 'owners.0': 'no' }, []],
    ['/owners/7/name', { owners: 'no' }, []],
    ['/a~1b', { 'a/b': 'no' }, []],
    ['/elsewhere', {}, ['no']],
    ['', {}, ['no']],
  ])('%s', (pointer, errors, rest) => {
    expect(placeFaults([{ pointer, detail: 'no' }], values)).toEqual({ errors, rest });
  });

  test('the first sentence about a field is kept', () => {
    const faults = ['first', 'second'].map((detail) => ({ pointer: '/name', detail }));
    expect(placeFaults(faults, values).errors).toEqual({ name: 'first' });
  });
});

test.each([
  ['0.00', '0.00'],
  ['1234567.50', '1,234,567.50'],
  ['-1000', '-1,000'],
  ['14.200', '14.200'],
  ['90071992547409931.25', '90,071,992,547,409,931.25'],
])('%s reads %s', (amount, shown) => {
  expect(groupDigits(amount)).toBe(shown);
});

test.each([
  ['/support/tkt_1', '/support/tkt_1'],
  ['//elsewhere.example', null],
  ['/\\elsewhere.example', null],
  ['/\t/elsewhere.example', null],
  ['/support/..//elsewhere.example', null],
  ['/%2e%2e//elsewhere.example', null],
  ['/../console', null],
  ['javascript:alert(1)', null],
  ['/tickets?status=open&assigned=me', '/tickets?status=open&assigned=me'],
  ['https://elsewhere.example', null],
  [null, null],
])('a sign-in never leads to %s unless it is a page of ours', (next, path) => {
  expect(ownPath(next)).toBe(path);
});

test('a failure is the problem document, or an unreachable server', () => {
  const failure = new Failure(
    422,
    {
      code: 'validation_failed',
      title: 'T',
      detail: 'D',
      errors: [{ pointer: '/a', detail: 'b' }, 7],
    },
    'req_1',
  );
  expect(failure).toMatchObject({
    code: 'validation_failed',
    title: 'T',
    message: 'D',
    requestId: 'req_1',
  });
  expect(failure.fields).toEqual([{ pointer: '/a', detail: 'b' }]);
  // Without a field for it, the fault is said all the same: the message only says that there is one.
  expect(failure.sentences).toEqual(['b']);
  expect(new Failure(409, { detail: 'D' }, null).sentences).toEqual(['D']);
  expect(toFailure(failure)).toBe(failure);
  expect(toFailure(new TypeError('failed to fetch'))).toMatchObject({ status: 0, code: 'offline' });
  expect(new Failure(502, {}, null)).toMatchObject({ code: 'unreadable', requestId: null });
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0',
    'Edge on Windows',
  ],
  ['curl/8.5', 'curl/8.5'],
  ['', '—'],
])('%s is %s', (agent, name) => {
  expect(browserName(agent)).toBe(name);
});

test.each([
  ['the one with the focus', 3, 'second'],
  ['the first, if the focus is in none', 9, 'first'],
  ['the first, if nothing has the focus', null, 'first'],
])('of two lists, keys move through %s', (_which, focus, name) => {
  const list = (title: string, rows: readonly number[]) => ({
    title,
    contains: (row: number | null) => row !== null && rows.includes(row),
  });
  const lists = [list('first', [1, 2]), list('second', [3, 4])];
  expect(listenedList(lists, focus)?.title).toBe(name);
});
