import { Button, NativeSelect } from '@mantine/core';
import { useKeys } from '../keys/use-keys.ts';
import { text } from '../text/text.ts';
import { groupDigits } from '../value/group-digits.ts';
import classes from './list.module.css';
import { type ListState, pageSizes } from './use-list-state.ts';

export type Paging = Pick<
  ListState<string>,
  'cursor' | 'size' | 'pagesBefore' | 'turnTo' | 'turnBack' | 'resize'
>;

interface Props {
  /** What follows the range where nobody knows how many there are. */
  readonly many?: string | undefined;
  readonly label: string;
  readonly paging: Paging;
  readonly page: {
    readonly data: readonly unknown[];
    readonly has_more: boolean;
    readonly next_cursor: string | null;
    /** The page before, if the list can be read backwards. */
    readonly previous_cursor?: string | null;
    /** How many rows there are in all; null: more than anybody counts. */
    readonly total?: number | null;
  };
}

/** Below a list: which rows these are, of how many, the pages before and after, and how long a page is. `[` and `]` turn it. */
export function ListFoot({ label, paging, page, many }: Props) {
  const { cursor, size, turnTo, turnBack, resize } = paging;
  const next = page.has_more ? page.next_cursor : null;
  const before = page.previous_cursor ?? null;
  const back = () => cursor !== null && turnBack(before);
  const on = () => next !== null && turnTo(next);
  useKeys({ '[': back, ']': on });
  const isOnePage = cursor === null && next === null;
  const isShort = isOnePage && page.data.length <= pageSizes[0];
  const range = rangeOf(paging, page, many);
  if (isShort && range === '') return null;
  return (
    <nav className={classes.pages} aria-label={label}>
      <span className={classes.range}>{range}</span>
      {!isShort && (
        <NativeSelect
          size="xs"
          aria-label={text.list.size}
          data={pageSizes.map((each) => ({ value: String(each), label: text.list.perPage(each) }))}
          value={String(size)}
          onChange={(event) => resize(Number(event.currentTarget.value))}
        />
      )}
      {!isOnePage && (
        <>
          <Button variant="default" size="xs" disabled={cursor === null} onClick={back}>
            {paging.pagesBefore === null && before === null ? text.list.first : text.list.previous}
          </Button>
          <Button variant="default" size="xs" disabled={next === null} onClick={on}>
            {text.list.more}
          </Button>
        </>
      )}
    </nav>
  );
}

function rangeOf(
  { pagesBefore, size }: Paging,
  { data, has_more, total }: Props['page'],
  many: string = text.list.manyInAll,
): string {
  const of =
    total === undefined ? null : total === null ? many : text.list.inAll(groupDigits(total));
  // Rows that have left may still be shown.
  if (total === 0) return '';
  if (pagesBefore === null || data.length === 0) return of ?? '';
  const from = pagesBefore * size + 1;
  const until = from + data.length - 1;
  const last = of ?? (has_more ? '' : text.list.inAll(groupDigits(until)));
  return text.list.range(groupDigits(from), groupDigits(until), last);
}
