import type { ReactNode, Ref } from 'react';
import type { Address } from '../pages/address.ts';
import { Link } from '../pages/Link.tsx';
import { text } from '../text/text.ts';
import classes from './list.module.css';

export interface Column<Row> {
  readonly key: string;
  /** Empty for the column of a row's actions, which is shown however narrow the screen is. */
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'right';
  /** Hidden if the screen is narrower: `s` below 640 px, `m` below 960 px. */
  readonly from?: 's' | 'm';
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
  readonly body?: Ref<HTMLTableSectionElement>;
}

/**
 * A table of complete rows; below 640 px each row is a card with one line per cell, so that nothing of it is out of
 * sight to the side. Roles are explicit, because browsers do not recognise a table with another layout without them.
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
