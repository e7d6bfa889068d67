import { pageSizeDefault } from '@psnb2b/contract';
import { invalid, type Refusal } from './refusal.ts';
import type { Soon } from './soon.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NUMBER = /^[0-9]{1,15}$/;
const MILLIS = /^[0-9]{1,16}$/;

/** How a cursor encodes a place in a list; `read` returns null for what it did not write. */
export interface PlaceForm<Place> {
  readonly write: (place: Place) => string;
  readonly read: (text: string) => Place | null;
}

/** Lists in the order of their ids. */
export const idPlace: PlaceForm<string> = {
  write: (id) => id,
  read: (text) => (UUID.test(text) ? text : null),
};

/** Lists in the order of a number. */
export const numberPlace: PlaceForm<number> = {
  write: String,
  read: (text) => (NUMBER.test(text) ? Number(text) : null),
};

export interface TimedPlace {
  readonly time: Date;
  readonly id: string;
}

/** Lists in the order of a time, then of ids. */
export const timedPlace: PlaceForm<TimedPlace> = {
  write: ({ time, id }) => `${id} ${time.getTime()}`,
  read: (text) => {
    const [id = '', millis = ''] = text.split(' ');
    const time = new Date(Number(millis));
    const isOurs = UUID.test(id) && MILLIS.test(millis) && !Number.isNaN(time.getTime());
    return isOurs ? { time, id } : null;
  },
};

export interface NumberedPlace {
  readonly number: number;
  readonly id: string;
}

/** Lists in the order of a number, then of ids. */
export const numberedPlace: PlaceForm<NumberedPlace> = {
  write: ({ number, id }) => `${id} ${number}`,
  read: (text) => {
    const [id = '', number = '', ...rest] = text.split(' ');
    const isOurs = UUID.test(id) && NUMBER.test(number) && rest.length === 0;
    return isOurs ? { number: Number(number), id } : null;
  },
};

/** Which rows of a list are read: at most so many, those behind a place. */
export interface PageAsked<Place> {
  readonly limit: number;
  readonly behind?: Place | null;
  /** The list is read backwards: those before the place, the nearest first. Only lists that turn are asked. */
  readonly turned?: boolean;
}

/** Words of SQL for the order of a list, and for what is behind a place in it. */
interface Way {
  readonly order: 'ASC' | 'DESC';
  readonly behind: '<' | '>';
}

/** A list that falls: the newest first. */
export function falling({ turned = false }: { readonly turned?: boolean }): Way {
  return turned ? { order: 'ASC', behind: '>' } : { order: 'DESC', behind: '<' };
}

/** A list that rises. */
export function rising({ turned = false }: { readonly turned?: boolean }): Way {
  return falling({ turned: !turned });
}

/** The rows of one page, and what the reply says about the next. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly hasMore: boolean;
  readonly nextCursor: string | null;
  /** The page before this one; null on the first, and for lists that do not turn. */
  readonly previousCursor: string | null;
}

export interface PageBody<Shown> {
  readonly object: 'list';
  readonly data: Shown[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** The same with the page before, for the lists of the web apps. */
export interface TurnedBody<Shown> extends PageBody<Shown> {
  readonly previous_cursor: string | null;
}

const START = { behind: null, turned: false } as const;

/** What the query of a list says about pages. */
export interface PageQuery {
  readonly limit?: number;
  readonly cursor?: string;
}

/** A page of a list: the filters of its query, and which rows. */
type Asked<Query, Place> = Omit<Query, keyof PageQuery> &
  PageAsked<Place> & { readonly behind: Place | null };
export type Find<Query, Place, Row> = (asked: Asked<Query, Place>) => Soon<readonly Row[]>;
export type Show<Row, Shown> = (rows: Row[]) => Soon<Shown[]>;

/**
 * A list that is read page by page (keyset pagination): its query takes the number of rows and the place where the last page
 * ended. A cursor is base64url of the list's name and a place, and opaque to clients. A list that turns can also be read towards its
 * beginning, so that a page in its middle, reached by its address, has a page before it.
 */
export class Pages<Place, Row> {
  readonly #list: string;
  readonly #form: PlaceForm<Place>;
  readonly #placeOf: (row: Row) => Place;
  readonly #turns: boolean;

  constructor(
    list: string,
    form: PlaceForm<Place>,
    placeOf: (row: Row) => Place,
    { turns = false }: { readonly turns?: boolean } = {},
  ) {
    this.#list = list;
    this.#form = form;
    this.#placeOf = placeOf;
    this.#turns = turns;
  }

  /**
   * The page that a query asks for. `find` gets the query's filters, and reads one row more than is shown, which shows whether
   * there are more. A cursor of another list is refused.
   */
  async read<Query extends PageQuery, Found extends Row>(
    query: Query,
    find: Find<Query, Place, Found>,
  ): Promise<Page<Found>> {
    const { limit = pageSizeDefault, cursor, ...filters } = query;
    const { behind, turned } = cursor === undefined ? START : this.#placeOfCursor(cursor);
    if (turned) {
      const found = await find({ ...filters, limit: limit + 1, behind, turned });
      // Fewer are before the place than a page has: the first page is shown whole.
      if (found.length <= limit) {
        const { cursor: _, ...first } = query;
        return this.read(first as Query, find);
      }
      const rows = found.slice(0, limit).reverse();
      return { rows, hasMore: true, ...this.#cursors(rows) };
    }
    const found = await find({ ...filters, limit: limit + 1, behind });
    const rows = found.slice(0, limit);
    const hasMore = found.length > limit;
    const { nextCursor, previousCursor } = this.#cursors(rows);
    return {
      rows,
      hasMore,
      nextCursor: hasMore ? nextCursor : null,
      previousCursor: behind === null ? null : previousCursor,
    };
  }

  /** The same as the body of a reply, its rows as they are shown. */
  async body<Query extends PageQuery, Found extends Row, Shown>(
    query: Query,
    find: Find<Query, Place, Found>,
    show: Show<Found, Shown>,
  ): Promise<PageBody<Shown>> {
    const { previous_cursor: _, ...body } = await this.bodyBothWays(query, find, show);
    return body;
  }

  /** The same with the cursor of the page before. */
  async bodyBothWays<Query extends PageQuery, Found extends Row, Shown>(
    query: Query,
    find: Find<Query, Place, Found>,
    show: Show<Found, Shown>,
  ): Promise<TurnedBody<Shown>> {
    const { rows, hasMore, nextCursor, previousCursor } = await this.read(query, find);
    const data = await show(rows);
    return {
      ...{ object: 'list', data, has_more: hasMore },
      ...{ next_cursor: nextCursor, previous_cursor: previousCursor },
    };
  }

  /** A cursor of what is behind a place: for a list whose search ended there, before it found a whole page. */
  cursorBehind(place: Place): string {
    return this.#cursorAt(place, false);
  }

  #cursors(rows: readonly Row[]): Pick<Page<Row>, 'nextCursor' | 'previousCursor'> {
    const first = rows[0];
    const last = rows.at(-1);
    return {
      nextCursor: last === undefined ? null : this.#cursorAt(this.#placeOf(last), false),
      previousCursor:
        first === undefined || !this.#turns ? null : this.#cursorAt(this.#placeOf(first), true),
    };
  }

  #cursorAt(place: Place, turned: boolean): string {
    const head = turned ? this.#turnedHead() : `${this.#list} `;
    return Buffer.from(`${head}${this.#form.write(place)}`).toString('base64url');
  }

  #turnedHead(): string {
    return `${this.#list}< `;
  }

  #placeOfCursor(cursor: string): { readonly behind: Place; readonly turned: boolean } {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    const turned = this.#turns && text.startsWith(this.#turnedHead());
    const head = turned ? this.#turnedHead() : `${this.#list} `;
    const behind = text.startsWith(head) ? this.#form.read(text.slice(head.length)) : null;
    if (behind === null) throw notOfThisList();
    return { behind, turned };
  }
}

/** The body of a list that always fits one page. */
export function wholeList<Shown>(data: Shown[]): PageBody<Shown> {
  return { object: 'list', data, has_more: false, next_cursor: null };
}

function notOfThisList(): Refusal {
  return invalid({
    pointer: '/cursor',
    code: 'cursor',
    detail: 'It is not a cursor of this list; use next_cursor of the previous page.',
  });
}
