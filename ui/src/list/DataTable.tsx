import type { ReactNode, Ref } from 'react';
import type { Address } from '../pages/address.ts';
import { Link } from '../pages/Link.tsx';
import { text } from '../text/text.ts';
import classes from './list.module.css';

export interface Column<Row> {
  readonly key: string;
  /** Empty for the column of a row's acts, which is there however narrow the screen. */
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'right';
  /** Hidden where the screen is narrower: `s` below 640 px, `m` below 960 px. */
  readonly from?: 's' | 'm';
}

interface Props<Row> {
  /** What it holds, for the table's name. */
  readonly label: string;
  readonly rows: readonly Row[];
  /** The first column names the row and links to it. */
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** Null of a row that leads nowhere. */
  readonly rowLink?: (row: Row) => Address<string> | null;
  readonly body?: Ref<HTMLTableSectionElement>;
}

/**
 * Rows that are all there, as a table; below 640 px each row is a card, one line a cell, so that nothing
 * of it is out of sight to the side. Roles are spelled out, because what is laid out otherwise is a
 * table to browsers only if they are told.
 */
export function DataTable<Row>({ label, rows, columns, rowKey, rowLink, body }: Props<Row>) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, title, align, from }) => (
              <th key={key} scope="col" data-align={align} data-from={from}>
                {title === '' ? <span className="visually-hidden">{text.list.acts}</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...(body && { ref: body })}>
          {rows.map((row) => (
            <Line key={rowKey(row)} row={row} columns={columns} {...(rowLink && { rowLink })} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

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
