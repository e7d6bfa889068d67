import { Button, type ButtonProps, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useUnsaved } from '../form/unsaved.ts';
import { isFinish } from '../keys/is-finish.ts';
import type { Bulk } from '../list/DataList.tsx';
import { text } from '../text/text.ts';
import { ActButton, type Allowed } from './ActButton.tsx';
import classes from './bulk.module.css';
import type { Once } from './keyed-sending.ts';
import { type Outcome, useEach } from './use-each.ts';

interface Props<Row, Output> {
  readonly bulk: Bulk<Row>;
  /** The label of the button, also the dialog's title. */
  readonly label: string;
  /** The key that opens the dialog. */
  readonly opensWith?: string;
  /** Whether the person may do it at all. */
  readonly allowed: Allowed;
  /** Whether it can be done with a row; those with which it cannot are named with the reason and left out. */
  readonly fits: (row: Row) => Allowed;
  /** What will happen with these rows, with their sum. */
  readonly says: (rows: readonly Row[]) => ReactNode;
  /** The last button, with what it does: `Approve 8 orders`. */
  readonly submit: (count: number) => string;
  /** The label of the reason's field, if one is required, and its longest text. */
  readonly reason?: string;
  readonly reasonMax?: number;
  /** What else is chosen; `null` while it is not. */
  readonly choice?: ReactNode;
  readonly ready?: boolean;
  readonly call: string;
  readonly send: (row: Row, once: Once, reason: string) => Promise<Output>;
  /** What was done with a row, in a sentence. */
  readonly done: (output: Output) => string;
  readonly danger?: boolean;
  readonly button?: ButtonProps;
}

const REASON_MAX = 500;

/**
 * An act on all ticked rows: one confirmation with the effect, then one request for each row, and how each of them ended. What failed stays ticked.
 * by hand: the reason belongs to every row.
 */
export function BulkAct<Row, Output>(props: Props<Row, Output>) {
  const { label, allowed, opensWith, danger = false, button } = props;
  // The rows as they were when the dialog opened: what is done is no longer ticked.
  const [opened, setOpened] = useState<readonly Row[] | null>(null);
  return (
    <>
      <ActButton
        size="xs"
        variant="default"
        {...(danger && { variant: 'outline', color: 'red' })}
        {...button}
        allowed={allowed}
        shortcut={opensWith}
        onClick={() => setOpened(props.bulk.rows)}
      >
        {label}
      </ActButton>
      {opened && <Dialog {...props} rows={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

/** by hand: see above. */
function Dialog<Row, Output>({
  rows,
  onClose,
  ...props
}: Props<Row, Output> & { readonly rows: readonly Row[]; readonly onClose: () => void }) {
  const { bulk, label, fits, says, submit, reason, choice, ready = true, danger } = props;
  const { reasonMax = REASON_MAX } = props;
  const [words, setWords] = useState('');
  // As it was called when the dialog opened: a row that stands for several is alone once they are done.
  const [names] = useState(() => new Map(rows.map((row) => [row, bulk.nameOf(row)])));
  const nameOf = (row: Row) => names.get(row) ?? bulk.nameOf(row);
  const each = useEach<Row, Output>({
    call: props.call,
    send: (row, once) => props.send(row, once, words.trim()),
    onEach: (row, outcome) => {
      if (outcome.state === 'done') bulk.done(row, props.done(outcome.output));
    },
  });
  const fitting = rows.filter((row) => fits(row).can);
  const odd = rows.flatMap((row) => {
    const may = fits(row);
    return may.can ? [] : [[row, may.why] as const];
  });
  const { hold } = bulk;
  useEffect(() => {
    hold(true);
    return () => hold(false);
  }, [hold]);
  const hasRun = each.outcomes.size > 0;
  useUnsaved(() => each.busy);
  const closing = useRef<HTMLButtonElement>(null);
  const hasEnded = hasRun && !each.busy;
  useEffect(() => {
    // What had the focus is no longer there.
    if (hasEnded) closing.current?.focus({ preventScroll: true });
  }, [hasEnded]);
  const isOff = !ready || fitting.length === 0 || (reason !== undefined && words.trim() === '');
  const run = () => each.run(fitting);
  return (
    <Modal opened onClose={() => !each.busy && onClose()} title={label} size="lg">
      <Stack gap="md">
        {!hasRun && (
          <>
            {fitting.length > 0 && (
              <Text size="sm" component="div">
                {says(fitting)}
              </Text>
            )}
            {odd.length > 0 && (
              <div>
                <p className={classes.head}>{text.bulk.leftOut(odd.length)}</p>
                <ul className={classes.list}>
                  {odd.map(([row, why]) => (
                    <li key={bulk.keyOf(row)}>
                      {nameOf(row)}: {why}
                    </li>
                  ))}
                </ul>
              </div>
            )}
            {fitting.length > 0 && choice}
            {reason !== undefined && fitting.length > 0 && (
              <Textarea
                label={reason}
                value={words}
                onChange={(event) => setWords(event.currentTarget.value)}
                autosize
                minRows={3}
                maxLength={reasonMax}
                required
                data-autofocus
                onKeyDown={(event) => {
                  if (isFinish(event) && !isOff) run();
                }}
              />
            )}
          </>
        )}
        {hasRun && (
          <Outcomes {...props} {...{ nameOf, hasEnded }} rows={fitting} outcomes={each.outcomes} />
        )}
        <Group justify="flex-end" gap="xs">
          {each.busy && (
            <Button variant="default" onClick={each.stop}>
              {text.bulk.stop}
            </Button>
          )}
          {!each.busy && (
            <Button variant="default" onClick={onClose} ref={closing}>
              {hasRun ? text.close : text.cancel}
            </Button>
          )}
          {(!hasRun || each.busy) && fitting.length > 0 && (
            <Button
              {...(danger && { color: 'red' })}
              loading={each.busy}
              disabled={isOff}
              {...(reason === undefined && { 'data-autofocus': true })}
              onClick={run}
            >
              {submit(fitting.length)}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

/** What was done so far, row by row; in the end what was not done is first, so that nobody has to look for it among many. */
function Outcomes<Row, Output>({
  rows,
  outcomes,
  bulk,
  nameOf,
  done,
  hasEnded,
}: Pick<Props<Row, Output>, 'bulk' | 'done'> & {
  readonly rows: readonly Row[];
  readonly nameOf: (row: Row) => string;
  readonly outcomes: ReadonlyMap<Row, Outcome<Output>>;
  readonly hasEnded: boolean;
}) {
  const isDone = (row: Row) => outcomes.get(row)?.state === 'done';
  const count = rows.filter(isDone).length;
  const shown = hasEnded ? [...rows.filter((row) => !isDone(row)), ...rows.filter(isDone)] : rows;
  const ticked = new Set(bulk.rows.map(bulk.keyOf));
  return (
    <div>
      <p className={classes.head} role="status">
        {text.bulk.progress(count, rows.length)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keyboard */}
      <ul className={classes.list} aria-label={text.bulk.results} tabIndex={0}>
        {shown.map((row) => {
          const outcome = outcomes.get(row);
          return (
            <li key={bulk.keyOf(row)} data-state={outcome?.state}>
              {nameOf(row)}:{' '}
              {outcome ? outcomeText(outcome, done, ticked.has(bulk.keyOf(row))) : text.bulk.waits}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function outcomeText<Output>(
  outcome: Outcome<Output>,
  done: (output: Output) => string,
  isTicked: boolean,
): string {
  switch (outcome.state) {
    case 'done':
      return done(outcome.output);
    case 'failed':
      return text.bulk.failed(outcome.failure.sentences.join(' '), isTicked);
    case 'unknown':
      return text.bulk.unknown;
    case 'unsent':
      return text.bulk.unsent;
    default:
      return outcome satisfies never;
  }
}
