import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useKeys } from '../keys/use-keys.ts';
import type { Address } from '../pages/address.ts';
import { Empty } from '../state/Empty.tsx';
import { Loaded } from '../state/Loaded.tsx';
import { text } from '../text/text.ts';
import { type Column, DataTable, type Sorting } from './DataTable.tsx';
import { ListFoot, type Paging as Turning } from './ListFoot.tsx';
import classes from './list.module.css';
import { listenedList } from './listened-list.ts';
import { useStillRows } from './use-still-rows.ts';

interface ListPage<Row> {
  readonly data: readonly Row[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
  readonly previous_cursor?: string | null;
  readonly total?: number | null;
}

interface Props<Row> {
  /** The content of the list, for the table's name. */
  readonly label: string;
  /** The first column names the row and links to it. */
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowLink?: (row: Row) => Address<string> | null;
  readonly empty: ReactNode;
}

/** A reply; or a list whose filters and page are in the address. */
type Source<Row> =
  | { readonly query: UseQueryResult<ListPage<Row>>; readonly list?: never }
  | {
      readonly list: Paging & { readonly reply: UseQueryResult<ListPage<Row>> };
      readonly query?: never;
    };

interface Paging extends Turning {
  readonly filters: object;
  readonly clear: () => void;
  readonly isFiltered: boolean;
  readonly sorting: Sorting;
}

/** A table of one page. `j` and `k` move through the rows of the list with the focus, or of the first one; Enter opens one. */
export function DataList<Row>({ query, list, ...props }: Props<Row> & Source<Row>) {
  const reply = list ? list.reply : query;
  return (
    <Loaded query={reply}>
      {(page) => <Table {...props} page={page} paging={list} readAt={reply.dataUpdatedAt} />}
    </Loaded>
  );
}

/** A list that is too long to be sorted says so before anybody tries. */
function sortingOf(paging: Paging | undefined, total: number | null | undefined) {
  return (
    paging && { ...paging.sorting, blocked: total === null ? text.list.sortBlocked : undefined }
  );
}

function Table<Row>({
  page,
  paging,
  readAt,
  ...props
}: Props<Row> & { page: ListPage<Row>; paging: Paging | undefined; readAt: number }) {
  const place = JSON.stringify([
    paging?.filters,
    paging?.cursor,
    paging?.size,
    paging?.sorting.sort,
  ]);
  const { rows, fresh, show } = useStillRows(place, page.data, readAt, props.rowKey);
  useKeys({ j: () => step(1), k: () => step(-1) });
  if (rows.length === 0) {
    if (!paging?.isFiltered) return props.empty;
    return (
      <Empty
        title={text.list.nothing}
        hint={text.list.nothingHint}
        action={
          <Button variant="default" onClick={paging.clear}>
            {text.list.clear}
          </Button>
        }
      />
    );
  }
  return (
    <>
      {fresh > 0 && (
        <button type="button" className={classes.fresh} onClick={show}>
          {text.list.fresh(fresh)}
        </button>
      )}
      <DataTable rows={rows} listens sorting={sortingOf(paging, page.total)} {...props} />
      {paging && 'has_more' in page && <ListFoot label={props.label} paging={paging} page={page} />}
    </>
  );
}

/** Moves the focus by rows. Every list of a page listens; whichever hears a key first moves through the one that is meant. */
function step(by: number): void {
  const lists = document.querySelectorAll<HTMLElement>('tbody[data-listens]:has(a[data-row])');
  const list = listenedList([...lists], document.activeElement);
  const links = [...(list?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1);
  links[next]?.focus();
}
