import type { List } from '@psnb2b/sdk';

/** Returns the first items of a list, at most so many, and whether there are more. */
export async function take<Item>(
  list: List<Item>,
  most: number,
): Promise<{ object: 'list'; data: Item[]; has_more: boolean }> {
  const data: Item[] = [];
  for await (const item of list) {
    if (data.length === most) return { object: 'list', data, has_more: true };
    data.push(item);
  }
  return { object: 'list', data, has_more: false };
}
