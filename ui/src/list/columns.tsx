import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import { groupDigits } from '../value/group-digits.ts';
import { Money } from '../value/Money.tsx';
import { StatusBadge, type Tone } from '../value/StatusBadge.tsx';
import { Time } from '../value/Time.tsx';
import type { Column } from './DataTable.tsx';

/** The members of a row whose values have a type. */
type NamesOf<Row, Value> = {
  [Name in keyof Row]: Row[Name] extends Value ? Name : never;
}[keyof Row] &
  string;

type Place = Pick<Column<never>, 'from' | 'inCard' | 'sorts'>;
/** A second, quieter line below the value. */
type Below<Row> = { readonly below?: (row: Row) => ReactNode };

/** A value that may be absent: it is shown as a dash. */
const orNone = (value: ReactNode) => value ?? text.none;

/**
 * The kinds of columns that most lists use, typed by a row: `const col = columnsOf<Lot>()`, then
 * `col.time('created_at', 'Imported', { form: 'day' })`. A member that the row does not have, or of another type, does
 * not compile; null is shown as a dash. Counts, money and times are aligned to the right. `cell` is for values that are
 * not a single member.
 */
export function columnsOf<Row>() {
  const column = (key: string, title: string, cell: Column<Row>['cell'], place: Place = {}) =>
    ({ key, title, cell, ...place }) satisfies Column<Row>;
  const right = (key: string, title: string, cell: Column<Row>['cell'], place: Place = {}) =>
    ({ key, title, cell, align: 'right', ...place }) satisfies Column<Row>;
  const lines = (value: ReactNode, below: ReactNode) =>
    below === undefined ? (
      value
    ) : (
      <div>
        <div>{value}</div>
        <div className="quiet">{below}</div>
      </div>
    );
  return {
    /** Words; they may break anywhere, as names of people and files do. */
    text: (
      name: NamesOf<Row, string | null>,
      title: string,
      { below, ...place }: Place & Below<Row> = {},
    ) =>
      column(
        name,
        title,
        (row) =>
          lines(<span className="breaks">{orNone(row[name] as string | null)}</span>, below?.(row)),
        place,
      ),
    /** An id or another text that is compared letter by letter. */
    mono: (
      name: NamesOf<Row, string | null>,
      title: string,
      { below, ...place }: Place & Below<Row> = {},
    ) =>
      column(
        name,
        title,
        (row) =>
          lines(
            <span className="mono breaks">{orNone(row[name] as string | null)}</span>,
            below?.(row),
          ),
        place,
      ),
    /** A state, with its word and tone. */
    status: <Name extends NamesOf<Row, string | null>>(
      name: Name,
      title: string,
      tones: Readonly<Record<Row[Name] & string, Tone>>,
      words: Readonly<Record<Row[Name] & string, string>>,
      place?: Place,
    ) =>
      column(
        name,
        title,
        (row) => {
          if (row[name] === null) return text.none;
          const state = row[name] as Row[Name] & string;
          return (
            <StatusBadge tone={tones[state]} value={state}>
              {words[state]}
            </StatusBadge>
          );
        },
        place,
      ),
    /** One of a few values, as a word. */
    word: <Name extends NamesOf<Row, string | null>>(
      name: Name,
      title: string,
      words: Readonly<Record<Row[Name] & string, string>>,
      { none = text.none, ...place }: Place & { readonly none?: string } = {},
    ) =>
      column(
        name,
        title,
        (row) => (row[name] === null ? none : words[row[name] as Row[Name] & string]),
        place,
      ),
    count: (name: NamesOf<Row, number | null>, title: string, place?: Place) =>
      right(
        name,
        title,
        (row) => (row[name] === null ? text.none : groupDigits(row[name] as number)),
        place,
      ),
    /** An amount beside the row's own currency. */
    money: <Name extends NamesOf<Row, string | null>>(
      name: Name,
      title: string,
      currency: NamesOf<Row, string>,
      place?: Place,
    ) =>
      right(
        name,
        title,
        (row) => <Money amount={row[name] as string | null} currency={row[currency] as string} />,
        place,
      ),
    time: (
      name: NamesOf<Row, string | null>,
      title: string,
      {
        form = 'whole',
        none = text.none,
        ...place
      }: Place & { readonly form?: 'whole' | 'exact' | 'day' | 'ago'; readonly none?: string } = {},
    ) =>
      right(
        name,
        title,
        (row) => (row[name] === null ? none : <Time at={row[name] as string | null} form={form} />),
        place,
      ),
    /** A value made of several members, or of a part of one. */
    cell: (
      key: string,
      title: string,
      cell: Column<Row>['cell'],
      { align, ...place }: Place & { readonly align?: 'right' } = {},
    ) => (align ? right : column)(key, title, cell, place),
    /** The actions of a row, shown however narrow the screen is. */
    acts: (cell: Column<Row>['cell']) => right('acts', '', cell),
  };
}
