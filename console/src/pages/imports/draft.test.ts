/** Guards: a file is imported only when a person has said what each of its columns is, and which product its codes are for. */
import { expect, test } from 'vitest';
import { headOf } from './codes-text.ts';
import { type Draft, draftOf, missingIn, statedColumns } from './draft.ts';

function draft(text: string, more: Partial<Draft> = {}): Draft {
  const head = headOf(text);
  if (!head) throw new Error('it has a first line');
  return { ...draftOf(new File([text], 'codes.csv'), head), ...more };
}

test('a file with all columns needs nothing', () => {
  const known = draft('Country;Face value;Code;Unit cost;Expiry\n');
  expect(known.headless).toBe(false);
  expect(statedColumns(known)).toEqual([]);
  expect(missingIn(known)).toEqual({
    ...{ product: false, isHalf: false, cost: false, expiry: false, isComplete: true },
  });
});

test('unknown names must be said, one by one', () => {
  const unknown = draft('region,PIN,Ref\n');
  expect(unknown.headless).toBe(false);
  expect(missingIn(unknown)).toMatchObject({ isComplete: false, product: true, isHalf: true });
  const said = draft('region,PIN,Ref\n', { meanings: ['ignore', 'code', 'ignore'] });
  expect(missingIn(said)).toMatchObject({ isComplete: true, product: true, isHalf: false });
  expect(statedColumns(said)).toEqual([
    { position: 1, meaning: null },
    { position: 2, meaning: 'code' },
    { position: 3, meaning: null },
  ]);
});

test('where no name is known, a person says whether the first line is a row', () => {
  const bare = draft('x1;ABCD-0001\n');
  expect(bare.headless).toBeNull();
  const said = { meanings: ['ignore', 'code'] } as const;
  expect(missingIn({ ...bare, ...said })).toMatchObject({ isComplete: false });
  const row = { ...bare, ...said, headless: true };
  expect(missingIn(row)).toMatchObject({ isComplete: true, product: true });
  expect(statedColumns(row)).toEqual([{ position: 2, meaning: 'code' }]);
});
