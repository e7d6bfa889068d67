import { PsnB2bError } from './errors.ts';

/** One page of a list. */
export interface Page<Item> {
  readonly data: Item[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/**
 * A list: `await` it for one page, or go through all of its items with `for await`. Pages are read as they are needed.
 */
export class List<Item> implements PromiseLike<Page<Item>>, AsyncIterable<Item> {
  readonly #read: (cursor: string | undefined) => Promise<Page<Item>>;

  constructor(read: (cursor: string | undefined) => Promise<Page<Item>>) {
    this.#read = read;
  }

  // biome-ignore lint/suspicious/noThenProperty: a list is awaited for its first page.
  then<Done = Page<Item>, Failed = never>(
    done?: ((page: Page<Item>) => Done | PromiseLike<Done>) | null,
    failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    return this.#read(undefined).then(done, failed);
  }

  /** Each page, the first one first. */
  async *pages(): AsyncGenerator<Page<Item>, void> {
    let cursor: string | undefined;
    for (;;) {
      const page = await this.#read(cursor);
      yield page;
      if (!page.has_more) return;
      if (page.next_cursor === null || page.next_cursor === cursor) {
        throw new PsnB2bError('The server said that more follows, and not where.');
      }
      cursor = page.next_cursor;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void> {
    for await (const { data } of this.pages()) yield* data;
  }

  /** All items, `max` at most: a list can be as long as your history. */
  async all(max = 10_000): Promise<Item[]> {
    const items: Item[] = [];
    for await (const item of this) {
      if (items.length === max)
        throw new PsnB2bError(`The list has more than ${max} items; use for await.`);
      items.push(item);
    }
    return items;
  }
}
