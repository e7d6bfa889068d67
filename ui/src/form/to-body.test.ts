/**
 * Guards: typed values become a body of the call's shape: no empty value is sent if it may be omitted, nothing is lost,
 * and a change of one member does not undo what another person changed meanwhile.
 */
import { bareShape } from '@psnb2b/contract/check';
import { expect, test } from 'vitest';
import { fieldRules } from './field-rules.ts';
import { changedIn, toBody } from './to-body.ts';

const text = { type: 'string' };
const orNull = (type: string) => ({ type: [type, 'null'] });
const part = {
  type: 'object',
  required: ['line', 'city'],
  properties: { line: text, city: text, state: orNull('string') },
};
const shape = bareShape({
  type: 'object',
  required: ['name', 'password', 'networks', 'address', 'owners'],
  properties: {
    name: text,
    password: text,
    note: text,
    cap: orNull('string'),
    codes: orNull('integer'),
    minutes: { type: 'integer' },
    networks: { type: 'array', items: text },
    scopes: { type: 'array', items: { type: 'string', enum: ['read', 'orders'] } },
    address: { anyOf: [part, { type: 'null' }] },
    owners: {
      type: 'array',
      items: { type: 'object', required: ['share'], properties: { share: { type: 'number' } } },
    },
  },
});
const body = (typed: object) => toBody(shape, typed);

test.each([
  ['blanks around a text go', { name: ' Ada ' }, { name: 'Ada' }],
  ['a password stays as it was typed', { password: ' a b ' }, { password: ' a b ' }],
  ['what must be there stays empty, for the rules to name it', { name: ' ' }, { name: '' }],
  ['what may be left out is left out', { note: ' ', minutes: '' }, {}],
  ['what may be null is null', { cap: '', codes: '' }, { cap: null, codes: null }],
  ['a number half typed is one', { minutes: '60', codes: 7 }, { minutes: 60, codes: 7 }],
  ['what is no number stays for the rules', { minutes: '1-' }, { minutes: '1-' }],
  [
    'lines lose what is empty',
    { networks: [' 10.0.0.0/8', '', ' '] },
    { networks: ['10.0.0.0/8'] },
  ],
  ['no line is an empty list', { networks: [''] }, { networks: [] }],
  [
    'a part with nothing in it is null',
    { address: { line: '', city: '', state: null } },
    { address: null },
  ],
  [
    'a part with something in it keeps what is missing',
    { address: { line: 'A', city: '', state: '' } },
    { address: { line: 'A', city: '', state: null } },
  ],
  ['entries of a list, too', { owners: [{ share: '12.5' }] }, { owners: [{ share: 12.5 }] }],
  ['what the shape does not know stays for the server', { more: ' 1' }, { more: ' 1' }],
])('%s', (_, typed, sent) => {
  expect(body(typed)).toEqual(sent);
});

test('of a change only the changed members are sent', () => {
  const before = { scopes: ['read'], cap: null, codes: 5 };
  expect(changedIn({ scopes: ['read'], cap: '9.00', codes: 5 }, before)).toEqual({ cap: '9.00' });
  expect(changedIn({ scopes: [], cap: null, codes: null }, before)).toEqual({
    scopes: [],
    codes: null,
  });
  expect(changedIn(before, before)).toEqual({});
});

test.each([
  ['name', 'text', false],
  ['password', 'password', false],
  ['cap', 'text', true],
  ['codes', 'number', true],
  ['networks', 'lines', false],
  ['scopes', 'several', false],
  ['address.city', 'text', false],
  ['address.state', 'text', true],
  ['owners.3.share', 'number', false],
])('%s is shown as %s', (path, kind, isNullable) => {
  expect(fieldRules({ 'POST /a': shape }, 'POST /a', path)).toMatchObject({ kind, isNullable });
});

test('a member that the body does not have has no field', () => {
  expect(fieldRules({ 'POST /a': shape }, 'POST /a', 'address.planet')).toBeNull();
  expect(fieldRules({}, 'POST /a', 'name')).toBeNull();
});
