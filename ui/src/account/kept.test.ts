/** Guards: what a person has begun in a tab is shown to nobody else, and nothing of it is left when the person signs out. */
import { expect, test } from 'vitest';
import { dropKept, keep, kept } from './kept.ts';

const person = (id: string) => ({ user: { id } });
const [ann, annabel] = [person('usr_a'), person('usr_ab')];

function tab() {
  const items = new Map<string, string>();
  return {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
    key: (index: number) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
}

test('only the same person reads it again', () => {
  const store = tab();
  keep(store, ann, 'purchase', { lines: 2 });
  expect(kept(store, ann, 'purchase')).toEqual({ lines: 2 });
  expect(kept(store, annabel, 'purchase')).toBeNull();
});

test('signing out drops everything, another person who signs in what is not theirs', () => {
  const store = tab();
  store.setItem('theme', 'dark');
  keep(store, ann, 'purchase', 1);
  keep(store, annabel, 'purchase', 2);
  dropKept(store, annabel);
  expect([kept(store, ann, 'purchase'), kept(store, annabel, 'purchase')]).toEqual([null, 2]);
  dropKept(store, null);
  expect([kept(store, annabel, 'purchase'), store.getItem('theme')]).toEqual([null, 'dark']);
});

test('what cannot be read is nothing', () => {
  const store = tab();
  keep(store, ann, 'purchase', 1);
  store.setItem(store.key(0) ?? '', '{');
  expect(kept(store, ann, 'purchase')).toBeNull();
});
