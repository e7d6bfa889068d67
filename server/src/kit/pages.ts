import { pageSizeDefault } from '@psnb2b/contract';
import { invalid, type Refusal } from './refusal.ts';

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

/** The rows of one page, and what the reply says about the next. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly hasMore: boolean;
  readonly nextCursor: string | null;
  /** The body of the reply, with these rows as they are presented. */
  list<Shown>(data: Shown[]): PageBody<Shown>;
}

export interface PageBody<Shown> {
  readonly object: 'list';
  readonly data: Shown[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/**
 * A list that is read page by page (keyset pagination): its query takes the number of rows and the place where the last page
 * ended. A cursor is base64url of the list's name and a place, and opaque to clients.
 */
export class Pages<Place> {
  readonly #list: string;
  readonly #form: PlaceForm<Place>;

  constructor(list: string, form: PlaceForm<Place>) {
    this.#list = list;
    this.#form = form;
  }

  /** The place and limit of a query; `from` is null at the beginning. A cursor of another list is refused. */
  read(query: { readonly limit?: number; readonly cursor?: string }): {
    readonly limit: number;
    readonly from: Place | null;
  } {
    const { limit = pageSizeDefault, cursor } = query;
    return { limit, from: cursor === undefined ? null : this.#placeOf(cursor) };
  }

  /** The page of the rows that were found; the query reads one row more than `limit`, if there is one. */
  cut<Row>(found: readonly Row[], limit: number, placeOf: (row: Row) => Place): Page<Row> {
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const hasMore = found.length > limit;
    const nextCursor = hasMore && last !== undefined ? this.#cursorAt(placeOf(last)) : null;
    return {
      rows,
      hasMore,
      nextCursor,
      list: (data) => ({ object: 'list', data, has_more: hasMore, next_cursor: nextCursor }),
    };
  }

  #cursorAt(place: Place): string {
    return Buffer.from(`${this.#list} ${this.#form.write(place)}`).toString('base64url');
  }

  #placeOf(cursor: string): Place {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    const head = `${this.#list} `;
    const place = text.startsWith(head) ? this.#form.read(text.slice(head.length)) : null;
    if (place === null) throw notOfThisList();
    return place;
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
