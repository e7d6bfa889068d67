/** Guards: the search of the documentation finds what contains every word, whole titles first, and shows where it is. */
import { expect, test } from 'vitest';
import { findPages } from './find-pages.js';

const INDEX = [
  ['/docs/holds', 'Holds and returns', '', '', 'Reserve codes now, buy them later.'],
  ['/docs/holds', 'Holds and returns', 'Limits', 'limits', 'How many holds may be open at once.'],
  ['/docs/errors/out_of_stock', 'out_of_stock', '', '', 'Fewer codes than ordered are in stock.'],
  ['/docs/fill', 'Too few codes', '', '', `${'word '.repeat(60)}the needle ${'word '.repeat(60)}`],
  ['/docs/errors', 'Errors', 'All codes', 'all-codes', 'The code out_of_stock and others.'],
];
const found = (question: string) => findPages(INDEX, question).map(({ href }) => href);

test('all words must be there, wherever they are and however they are written', () => {
  expect(found('HOLDS limits')).toEqual(['/docs/holds#limits']);
  expect(found('holds needle')).toEqual([]);
  expect(found('')).toEqual([]);
});

test('a page that is named so comes before a text that mentions it', () => {
  expect(found('out_of_stock')).toEqual(['/docs/errors/out_of_stock', '/docs/errors#all-codes']);
  expect(found('holds')[0]).toBe('/docs/holds');
});

test('the snippet shows the word in its surroundings', () => {
  const [first] = findPages(INDEX, 'needle');
  expect(first?.snippet).toContain('needle');
  expect(first?.snippet.length).toBeLessThan(170);
});
