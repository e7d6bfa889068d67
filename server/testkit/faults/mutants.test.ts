/** Guards: each mutant of the fault suite still fits the sources, and one that does not fit is refused with its text. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MUTANTS, mutate } from './mutants.ts';

test.each(MUTANTS)('$name', async (mutant) => {
  await using mutated = await mutate(mutant);
  for (const { file, to } of mutant.patches) {
    const text = await readFile(join(mutated.main, '../../src', file), 'utf8');
    expect(text).toContain(to);
  }
});

test('a text that has changed is refused', async () => {
  const patches = [{ file: 'worker.ts', from: 'a line that was removed', to: '' }];
  await expect(mutate({ name: 'old', patches })).rejects.toThrow(
    'The mutant "old" does not fit any more: its text is 0 times in worker.ts, and must be there once:\na line that was removed',
  );
});
