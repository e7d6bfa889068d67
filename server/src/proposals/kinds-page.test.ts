/** Guards: the page of the decision about two people lists every kind of change that is proposed, and no other. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { proposalKindNames } from '@psnb2b/contract';
import { expect, test } from 'vitest';

const PAGE = join(import.meta.dirname, '../../../docs/decisions/0010-two-people.md');

test('decision 10 lists the kinds of proposals in the order of the contract', async () => {
  const page = await readFile(PAGE, 'utf8');
  const listed = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, kind]) => kind);
  expect(listed).toEqual(proposalKindNames);
});
