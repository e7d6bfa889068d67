import type { ReactNode } from 'react';
import type { Address } from '../pages/address.ts';
import { Link } from '../pages/Link.tsx';
import { text } from '../text/text.ts';
import classes from './list.module.css';
import { NEWEST } from './use-list-state.ts';

export interface Column<Row> {
  readonly key: string;
  /** Empty for the column of a row's actions, which is shown however narrow the screen is. */
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'right';
  /** Hidden if the screen is narrower: `s` below 640 px, `m` below 960 px. */
  readonly from?: 's' | 'm';
  /** What the list calls this column's falling and its rising order. */
  readonly sorts?: readonly [falling: string, rising: string];
}

/** The order of a list: its name, and how to set it. */
export interface Sorting {
  readonly sort: string;
  readonly sortBy: (name: string) => void;
  /** Why the list can only be read newest first at present. */
  readonly blocked?: string | undefined;
}

interface Props<Row> {
  /** Its content, for the table's name. */
  readonly label: string;
  readonly rows: readonly Row[];
  /** The first column names the row and links to it. */
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** Null for a row without a page. */
  readonly rowLink?: (row: Row) => Address<string> | null;
  /** Whether `j` and `k` move through its rows. */
  readonly listens?: boolean;
  readonly sorting?: Sorting | undefined;
}

/**
 * A table of complete rows; below 640 px each row is a card with one line per cell, so that nothing of it is out of
 * sight to the side. Roles are explicit, because browsers do not recognise a table with another layout without them.
 */
export function DataTable<Row>({
  label,
  rows,
  columns,
  rowKey,
  rowLink,
  listens = false,
  sorting,
}: Props<Row>) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody data-listens={listens || undefined}>
          {rows.map((row) => (
            <Line key={rowKey(row)} row={row} columns={columns} {...(rowLink && { rowLink })} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head<Row>({
  column: { title, align, from, sorts },
  sorting,
}: {
  readonly column: Column<Row>;
  readonly sorting: Sorting | undefined;
}) {
  const place = { scope: 'col', 'data-align': align, 'data-from': from } as const;
  if (title === '') {
    return (
      <th {...place}>
        <span className="visually-hidden">{text.list.acts}</span>
      </th>
    );
  }
  if (!sorts || !sorting) return <th {...place}>{title}</th>;
  const [falling, rising] = sorts;
  const way =
    sorting.sort === falling ? 'descending' : sorting.sort === rising ? 'ascending' : 'none';
  const next = way === 'descending' ? rising : falling;
  const blocked = next === NEWEST ? undefined : sorting.blocked;
  return (
    <th {...place} aria-sort={way}>
      <button
        type="button"
        className={classes.sort}
        aria-disabled={blocked !== undefined}
        {...(blocked !== undefined && { title: blocked, 'aria-description': blocked })}
        onClick={() => blocked === undefined && sorting.sortBy(next)}
      >
        {title} <span aria-hidden>{SIGNS[way]}</span>
      </button>
    </th>
  );
}

const SIGNS = { descending: '↓', ascending: '↑', none: '↕' };

function Line<Row>({
  row,
  columns,
  rowLink,
}: { row: Row } & Pick<Props<Row>, 'columns' | 'rowLink'>) {
  const to = rowLink?.(row);
  return (
    <tr>
      {columns.map(({ key, title, cell, align, from }, index) => (
        <td key={key} data-title={title} data-align={align} data-from={from}>
          {index === 0 && to ? (
            <Link to={to} className={classes.rowLink} data-row>
              {cell(row)}
            </Link>
          ) : (
            cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}
