import { useMediaQuery } from '@mantine/hooks';
import {
  Fragment,
  isValidElement,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { Address } from '../pages/address.ts';
import { Link } from '../pages/Link.tsx';
import { noteOpen } from '../queue/list-memory.ts';
import { RowContext } from '../queue/use-queue.ts';
import { SubjectContext, useHeld } from '../refusal/held.ts';
import { Refusals } from '../refusal/Refusals.tsx';
import { text } from '../text/text.ts';
import classes from './list.module.css';
import { NEWEST } from './use-list-state.ts';
import type { Ticks } from './use-ticks.ts';
import { withHeld } from './with-held.ts';

export interface Column<Row> {
  readonly key: string;
  /** Empty for the column of a row's actions, which is shown however narrow the screen is. */
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'right';
  /** `s`: not on the narrow card of a row, below 640 px. `m`: neither; from there to 960 px its rows are wide cards, which have every column. */
  readonly from?: 's' | 'm';
  /** Shown on a narrow card all the same. */
  readonly inCard?: boolean;
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
  readonly ticks?: Ticks | undefined;
  /** What a list knows about its rows besides them. */
  readonly about?: AboutRow<Row> | undefined;
  /** Shown in place of a table without rows. */
  readonly empty?: ReactNode;
  /** Called when a dialog about a row opens, and when the last one closes: the table must then stay, although its rows may have left. */
  readonly onHold?: (isHeld: boolean) => void;
}

export interface AboutRow<Row> {
  /** What the page of a row starts with. */
  readonly stateOf?: (row: Row) => unknown;
  /** Why a row that is still shown is no longer in the list, in a sentence. */
  readonly goneOf?: (row: Row) => string | null;
  /** What the reader did with a row, in a sentence, wherever the row is now. */
  readonly saidOf?: (row: Row) => string | null;
  /** What follows a decision in a row. */
  readonly onDecided?: (row: Row, said: string) => void;
}

/**
 * A table of complete rows; where it would be too wide each row is a card with one line per cell, so that nothing of it is out of
 * sight to the side. Roles are explicit, because browsers do not recognise a table with another layout without them.
 */
export function DataTable<Row>({
  label,
  columns,
  rowKey,
  rowLink,
  listens = false,
  sorting,
  ticks,
  about = {},
  ...props
}: Props<Row>) {
  const { rows, hold } = useHeldRows(props.rows, rowKey, props.onHold);
  const cards = useCards(columns);
  const keys = rows.filter((row) => !about.goneOf?.(row)).map(rowKey);
  if (rows.length === 0 && props.empty) return <Refusals flush>{props.empty}</Refusals>;
  return (
    <Refusals flush>
      <div className={`${classes.scroll} ${cards ? classes.cards : ''}`} data-cards={cards}>
        <table className={classes.table} aria-label={label}>
          <thead>
            <tr>
              {ticks && (
                <th scope="col" className={classes.tick}>
                  <TickAll ticks={ticks} keys={keys} />
                </th>
              )}
              {columns.map((column) => (
                <Head key={column.key} column={column} sorting={sorting} />
              ))}
            </tr>
          </thead>
          <tbody data-listens={listens || undefined}>
            {rows.map((row) => (
              <Line
                key={rowKey(row)}
                {...{ row, columns, rowKey, listens, ticks, about, hold }}
                {...(rowLink && { rowLink })}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Refusals>
  );
}

/** Which cards the rows are: on a narrow screen with what matters most, on a wider one with every column of a wide table; or none. */
function useCards(columns: readonly Pick<Column<never>, 'from'>[]): 'narrow' | 'wide' | undefined {
  const isNarrow = useMediaQuery('(max-width: 639px)', false, AT_ONCE);
  const isMiddle = useMediaQuery('(max-width: 959px)', false, AT_ONCE);
  if (isNarrow) return 'narrow';
  return isMiddle && columns.some(({ from }) => from === 'm') ? 'wide' : undefined;
}

const AT_ONCE = { getInitialValueInEffect: false };

/** The rows, and those of which a dialog is open in the places that they had. */
function useHeldRows<Row>(
  now: readonly Row[],
  keyOf: (row: Row) => string,
  onHold: ((isHeld: boolean) => void) | undefined,
) {
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set());
  const shown = useRef(now);
  shown.current = withHeld(now, shown.current, held, keyOf);
  const hold = useCallback(
    (key: string, isHeld: boolean) =>
      setHeld(
        (before) => new Set([...before].filter((each) => each !== key).concat(isHeld ? key : [])),
      ),
    [],
  );
  const isAny = held.size > 0;
  useEffect(() => {
    if (!isAny || !onHold) return;
    onHold(true);
    return () => onHold(false);
  }, [isAny, onHold]);
  return { rows: shown.current, hold };
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
  rowKey,
  rowLink,
  listens,
  ticks,
  about,
  hold,
}: {
  row: Row;
  listens: boolean;
  about: AboutRow<Row>;
  hold: (key: string, isHeld: boolean) => void;
} & Pick<Props<Row>, 'columns' | 'rowKey' | 'rowLink' | 'ticks'>) {
  const to = rowLink?.(row);
  const key = rowKey(row);
  const gone = about.goneOf?.(row) ?? null;
  const said = gone ?? about.saidOf?.(row) ?? null;
  // A row without a page has the focus itself, so that keys reach its acts.
  const own = listens && !to ? { tabIndex: -1, 'data-row': true } : {};
  const { onDecided } = about;
  const decided = onDecided ? (said: string) => onDecided(row, said) : null;
  const line = useRef<HTMLTableRowElement>(null);
  const { thing, isHeld, subject } = useHeld(row, () => nameIn(line.current));
  useEffect(() => {
    if (!isHeld) return;
    hold(key, true);
    return () => hold(key, false);
  }, [isHeld, hold, key]);
  const isPassed = (name: string) =>
    gone !== null && PASSED.has(name) && !(isHeld && name === ACTS);
  return (
    <tr
      ref={line}
      data-key={key}
      {...(to && { onClick: openByTime })}
      {...(gone !== null && { 'data-gone': true })}
      {...own}
    >
      {ticks && (
        <td className={classes.tick}>{gone === null && <Tick ticks={ticks} id={key} />}</td>
      )}
      <SubjectContext value={subject}>
        <RowContext value={decided}>
          {columns.map(({ key: name, title, cell, align, from, inCard }, index) => (
            <td
              key={name}
              data-title={title}
              data-align={align}
              data-from={from}
              data-card={inCard}
            >
              {index === 0 && to ? (
                <Link
                  to={to}
                  className={classes.rowLink}
                  data-row
                  state={about.stateOf?.(row)}
                  onClick={() => noteOpen(to, window.scrollY)}
                >
                  {cell(row)}
                </Link>
              ) : isPassed(name) ? null : (
                // A dialog shows the row as it was when the dialog opened.
                together(cell(name === ACTS ? thing : row))
              )}
              {index === 0 && said !== null && <span className={classes.said}>{said}</span>}
            </td>
          ))}
        </RowContext>
      </SubjectContext>
    </tr>
  );
}

/** The parts of a value stay together: on a card its cell is a line with the title at one edge and the value at the other. */
function together(value: ReactNode): ReactNode {
  return isValidElement(value) && value.type === Fragment ? <div>{value}</div> : value;
}

/** A time lies above the link that covers its row: a click on the time opens the row all the same. */
function openByTime({ target, currentTarget, nativeEvent }: MouseEvent<HTMLTableRowElement>): void {
  const time = (target as Element).closest('time');
  if (time === null || time.closest('a, button') !== null) return;
  const link = currentTarget.querySelector('a[data-row]');
  link?.dispatchEvent(new globalThis.MouseEvent('click', nativeEvent));
}

/** The column of a row's actions. */
const ACTS = 'acts';

/** The name of a row: the first line of its first column. */
function nameIn(line: HTMLElement | null): string | null {
  const cell = line?.querySelector<HTMLElement>('td[data-title]');
  return cell?.innerText.trim().split('\n')[0] || null;
}

/** Columns that a row which is no longer in the list does not show: what it waited for is over, and it is acted on elsewhere. */
const PASSED: ReadonlySet<string> = new Set([
  ACTS,
  'status',
  'state',
  'priority',
  'deadline',
  'due_at',
]);

/** by hand: a tick is sent nowhere; the acts on all ticked rows ask for confirmation. */
function Tick({ ticks, id }: { readonly ticks: Ticks; readonly id: string }) {
  const name = ticks.nameOf(id);
  return (
    <input
      type="checkbox"
      aria-label={text.list.tick(name)}
      checked={ticks.keys.has(id)}
      onChange={() => ticks.toggle(id)}
    />
  );
}

/** by hand: see above. */
function TickAll({ ticks, keys }: { readonly ticks: Ticks; readonly keys: readonly string[] }) {
  const ticked = keys.filter((key) => ticks.keys.has(key)).length;
  return (
    <input
      type="checkbox"
      aria-label={text.list.tickAll}
      checked={ticked > 0 && ticked === keys.length}
      ref={(box) => {
        if (box) box.indeterminate = ticked > 0 && ticked < keys.length;
      }}
      onChange={() => ticks.setAll(ticked === keys.length ? [] : keys)}
    />
  );
}
