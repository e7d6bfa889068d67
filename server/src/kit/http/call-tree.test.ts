/**
 * Guards: an address is that of one path, whichever others fit it, with its methods and no others; and only an address that no path fits is
 * unknown.
 */
import { expect, test } from 'vitest';
import { callTree, partsOfUrl } from './call-tree.ts';

const CALLS = [
  'GET /lots/{id}',
  'DELETE /lots/{id}',
  'POST /lots/quote',
  'GET /lots/{id}/codes',
  'POST /lots/{id}/{step}',
  'PUT /lots/quote/last',
  'GET /lots/{id}/codes/{code}/note',
  'PATCH /lots/quote/{part}/{code}/note',
].map((text) => text.split(' ') as [string, string]);

const tree = callTree<string>();
for (const [method, path] of CALLS) tree.add(method, path, path);
const find = (url: string) => tree.find(partsOfUrl(`/api${url}`, 2));

test.each([
  ['/lots/1', '/lots/{id}', 'GET, HEAD, DELETE', { id: '1' }],
  ['/lots/', '/lots/{id}', 'GET, HEAD, DELETE', { id: '' }],
  ['/lots/a%2Fb%25', '/lots/{id}', 'GET, HEAD, DELETE', { id: 'a/b%' }],
  ['/lots/quote', '/lots/quote', 'POST', {}],
  ['/lots/quot%65', '/lots/quote', 'POST', {}],
  ['/lots/quote?at=/1', '/lots/quote', 'POST', {}],
  ['/lots/quote#/1', '/lots/quote', 'POST', {}],
  ['/lots/1/codes', '/lots/{id}/codes', 'GET, HEAD', { id: '1' }],
  ['/lots/quote/codes', '/lots/{id}/codes', 'GET, HEAD', { id: 'quote' }],
  ['/lots/quote/last', '/lots/quote/last', 'PUT', {}],
  ['/lots/1/last', '/lots/{id}/{step}', 'POST', { id: '1', step: 'last' }],
  ['/lots//last', '/lots/{id}/{step}', 'POST', { id: '', step: 'last' }],
  ['/lots/1/codes/2/note', '/lots/{id}/codes/{code}/note', 'GET, HEAD', { id: '1', code: '2' }],
  [
    '/lots/quote/codes/2/note',
    '/lots/quote/{part}/{code}/note',
    'PATCH',
    { part: 'codes', code: '2' },
  ],
])('%s', (url, path, methods, params) => {
  const found = find(url);
  expect([...(found?.place.keys() ?? [])].join(', ')).toBe(methods);
  expect(new Set(found?.place.values())).toEqual(new Set([path]));
  expect(found?.params).toEqual(params);
});

test.each(['', '/', '/lots', '/Lots/1', '/lots/1/price/2/note', '/other', '/lots/1/2/3'])(
  'no path fits %j',
  (url) => expect(find(url)).toBeNull(),
);

test('a word that only other calls have is refused to a GET', () => {
  expect(tree.refusesWord('/lots/', '')).toBe(true);
  expect(tree.refusesWord('/lots/', '/last')).toBe(true);
  expect(tree.refusesWord('/lots/', '/codes')).toBe(false);
  expect(tree.refusesWord('/other/', '')).toBe(false);
  const gets = callTree<string>();
  gets.add('GET', '/lots/{id}', 'one');
  gets.add('GET', '/lots/quote', 'quote');
  gets.add('POST', '/lots/quote', 'ask');
  expect(gets.refusesWord('/lots/', '')).toBe(false);
});

test('a path has one name for each of its parameters', () => {
  const other = callTree<string>();
  other.add('GET', '/lots/{id}', 'get');
  expect(() => other.add('DELETE', '/lots/{lot}', 'delete')).toThrow('/lots/{lot}');
});
