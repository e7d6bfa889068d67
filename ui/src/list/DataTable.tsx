import type { ReactNode, Ref } from 'react';
import { Link } from 'react-router';
import { text } from '../text/text.ts';
import classes from './list.module.css';

export interface Column<Row> {
  readonly key: string;
  /** Empty for the column of a row's acts. */
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'right';
  /** Hidden where the screen is narrower: `s` below 640 px, `m` below 960 px. */
  readonly from?: 's' | 'm';
}

interface Props<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowLink?: (row: Row) => string;
  readonly body?: Ref<HTMLTableSectionElement>;
}

/** A table of rows that are there. */
export function DataTable<Row>({ label, rows, body, ...props }: Props<Row>) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {props.columns.map(({ key, title, align, from }) => (
              <th key={key} scope="col" data-align={align} data-from={from}>
                {title === '' ? <span className="visually-hidden">{text.list.acts}</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <Line key={props.rowKey(row)} row={row} {...props} />
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
  return (
    <tr>
      {columns.map(({ key, cell, align, from }, index) => (
        <td key={key} data-align={align} data-from={from}>
          {index === 0 && rowLink ? (
            <Link to={rowLink(row)} className={classes.rowLink} data-row>
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
