import { consoleOperations, portalOperations, type WebAppOperation } from '@psnb2b/contract';
import type { Visitor } from '@psnb2b/server/testkit';
import { expect } from 'vitest';
import type { App } from './page-table.ts';

export interface ListPage {
  readonly data: unknown[];
  readonly next_cursor: string | null;
  readonly previous_cursor: string | null;
}

/** The paths of the lists of an app that are read in both directions; without those of one thing, which its path or a query names. */
export const listsOf = (app: App) =>
  Object.values<WebAppOperation>(app === 'portal' ? portalOperations : consoleOperations)
    .filter(({ path, query, replies }) => {
      if (path.includes('{') || (query?.required ?? []).length > 0) return false;
      const shape = replies[200]?.schema as { properties?: object } | undefined;
      return Object.hasOwn(shape?.properties ?? {}, 'previous_cursor');
    })
    .map(({ path }) => path);

/** What is read of a list one row at a time, to its end and back to its beginning. */
export async function thereAndBack(visitor: Visitor, path: string) {
  const read = async (cursor: string | null) => {
    const query = cursor === null ? '' : `&cursor=${cursor}`;
    const { status, body } = await visitor.get<ListPage>(`${path}?limit=1${query}`);
    expect(status, path).toBe(200);
    return body;
  };
  const there: unknown[] = [];
  let page = await read(null);
  expect(page.previous_cursor).toBeNull();
  while (page.next_cursor !== null && there.length < 5) {
    there.push(...page.data);
    page = await read(page.next_cursor);
  }
  const back: unknown[] = [];
  while (page.previous_cursor !== null) {
    page = await read(page.previous_cursor);
    back.push(...page.data);
  }
  return { there, back: back.toReversed() };
}
