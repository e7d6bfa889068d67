import { Button } from '@mantine/core';
import type { MaskedCode, Order } from '@psnb2b/contract';
import { columnsOf, DataTable, FailureNote, groupDigits } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { CodeActs } from './CodeActs.tsx';
import { CodeCell } from './CodeCell.tsx';
import { CodeState } from './CodeState.tsx';
import { canBeShown, codesInOrder, type NumberedCode } from './codes-in-order.ts';
import classes from './orders.module.css';
import { RevealSheet } from './RevealSheet.tsx';
import { useReveal } from './use-reveal.ts';
import { useShownCodes } from './use-shown-codes.ts';
import { codeWords as words } from './words.ts';

/** Codes of one page: reading a page is one call. */
const PAGE_CODES = 100;
const col = columnsOf<NumberedCode>();

/** The codes of a delivered order, a hundred at a time, with what can be done with them. */
export function CodesTable({
  order,
  codes,
}: {
  readonly order: Order;
  readonly codes: readonly MaskedCode[];
}) {
  const mayRead = useMe().may.includes('revealCodes');
  const [at, setAt] = useState(0);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const { shown, show, hide } = useShownCodes();
  const reveal = useReveal(order, show);
  const all = codesInOrder(codes);
  const page = all.slice(at, at + PAGE_CODES);
  const toggle = (id: string) =>
    setTicked((now) =>
      now.has(id) ? new Set([...now].filter((each) => each !== id)) : new Set([...now, id]),
    );
  const columns = [
    col.cell('code', words.code, (code) => (
      <CodeCell
        code={code}
        shown={shown.get(code.id)}
        ticked={ticked.has(code.id)}
        onTick={mayRead && canBeShown(code) ? () => toggle(code.id) : undefined}
      />
    )),
    col.cell('status', words.state, (code) => <CodeState code={code} />),
    col.time('claimable_until', words.claimUntil, { from: 'm' }),
    ...(mayRead
      ? [
          col.acts((code) =>
            canBeShown(code) ? (
              <Button
                size="xs"
                variant="default"
                aria-label={words.revealOne(code.number)}
                disabled={reveal.act.busy || shown.has(code.id)}
                onClick={() => reveal.ask([code.id])}
              >
                {words.revealShort}
              </Button>
            ) : null,
          ),
        ]
      : []),
  ];
  return (
    <>
      {mayRead && (
        <CodeActs
          {...{ order, all, page, ticked, shown, hide, reveal }}
          onTick={(ids) => setTicked(new Set(ids))}
        />
      )}
      {reveal.asked === null && reveal.act.failure && <FailureNote failure={reveal.act.failure} />}
      <DataTable label={words.codes} rows={page} rowKey={({ id }) => id} columns={columns} />
      {all.length > PAGE_CODES && <Pages at={at} count={all.length} onTurn={setAt} />}
      <RevealSheet of={reveal} />
    </>
  );
}

function Pages({
  at,
  count,
  onTurn,
}: {
  readonly at: number;
  readonly count: number;
  readonly onTurn: (at: number) => void;
}) {
  const end = Math.min(at + PAGE_CODES, count);
  return (
    <nav className={classes.bar} aria-label={words.codes}>
      <span className={classes.count}>
        {words.range(groupDigits(at + 1), groupDigits(end), groupDigits(count))}
      </span>
      <Button
        size="xs"
        variant="default"
        disabled={at === 0}
        onClick={() => onTurn(at - PAGE_CODES)}
      >
        {words.previous}
      </Button>
      <Button size="xs" variant="default" disabled={end === count} onClick={() => onTurn(end)}>
        {words.next}
      </Button>
    </nav>
  );
}
