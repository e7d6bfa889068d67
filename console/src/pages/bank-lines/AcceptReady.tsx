import { Button, Group, Modal, Progress, Stack } from '@mantine/core';
import type { BankLineFigures, BankLinesAccepted } from '@psnb2b/contract';
import {
  ActButton,
  type Each,
  FailureNote,
  moneyText,
  StatusBadge,
  useEach,
  useKeys,
  useUnsaved,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useMemo, useState } from 'react';
import { allowed, sendOnce } from '../../client.ts';
import { sumByCurrency } from '../../sum-money.ts';
import classes from './bank-lines.module.css';
import { words } from './words.ts';

/** So many lines are a request: few seconds, also on a busy server. */
const PART = 20;
const TONES = { credited: 'good', waiting: 'wait', refused: 'bad' } as const;

/** Credits every line that is ready after one confirmation, and shows the result of each, also when no other line is ready by then. */
export function AcceptReady({ figures }: { readonly figures: BankLineFigures }) {
  const may = allowed(useMe(), 'acceptBankLines');
  const [open, setOpen] = useState(false);
  const isAny = figures.ready.length > 0;
  useKeys(may.can && isAny ? { A: () => setOpen(true) } : {});
  return (
    <>
      {isAny && (
        <ActButton allowed={may} onClick={() => setOpen(true)}>
          {words.accept(figures.ready.length)}
        </ActButton>
      )}
      {open && <AcceptDialog figures={figures} onClose={() => setOpen(false)} />}
    </>
  );
}

function AcceptDialog({
  figures: now,
  onClose,
}: {
  readonly figures: BankLineFigures;
  readonly onClose: () => void;
}) {
  // What was confirmed is what is sent: a line that becomes ready meanwhile waits.
  const [{ ready, gaps }] = useState(now);
  const parts = useMemo(() => inParts(ready), [ready]);
  const accept = useEach<Part, BankLinesAccepted>({
    call: 'POST /bank-lines/accept',
    send: (part, once) => sendOnce('POST /bank-lines/accept', { body: { lines: [...part] } }, once),
    onEach: () => {},
  });
  const hasRun = accept.busy || accept.outcomes.size > 0;
  useUnsaved(() => accept.busy);
  const sums = sumByCurrency(ready);
  return (
    <Modal opened onClose={() => !accept.busy && onClose()} title={words.acceptTitle} size="lg">
      <Stack gap="md">
        {hasRun ? (
          <Results parts={parts} accept={accept} />
        ) : (
          <div>
            {words.acceptSays(
              ready.length,
              sums.map(({ amount, currency }) => moneyText(amount, currency)).join(', '),
            )}
          </div>
        )}
        {!hasRun && gaps > 0 && <div role="note">{words.gaps(gaps)}</div>}
        <Group justify="flex-end" gap="xs">
          {accept.busy ? (
            <Button variant="default" onClick={accept.stop}>
              {words.stop}
            </Button>
          ) : (
            <Button variant="default" onClick={onClose}>
              {hasRun ? words.close : words.cancel}
            </Button>
          )}
          {!hasRun && (
            <Button onClick={() => accept.run(parts)} data-autofocus>
              {words.accept(ready.length)}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

type Part = readonly { readonly line_id: string; readonly version: number }[];

/** The lines in the parts that are sent one after the other, so that the progress of many shows. */
function inParts(ready: BankLineFigures['ready']): Part[] {
  const lines = ready.map(({ line_id, version }) => ({ line_id, version }));
  return Array.from({ length: Math.ceil(lines.length / PART) }, (_, at) =>
    lines.slice(at * PART, (at + 1) * PART),
  );
}

/** What happened so far, line by line; what was not sent stays ready. */
function Results({
  parts,
  accept,
}: {
  readonly parts: readonly Part[];
  readonly accept: Each<Part, BankLinesAccepted>;
}) {
  const outcomes = [...accept.outcomes.values()];
  const results = outcomes.flatMap((each) => (each.state === 'done' ? each.output.results : []));
  const failed = outcomes.find(({ state }) => state === 'failed' || state === 'unknown');
  const count = (outcome: keyof typeof TONES) =>
    results.filter((each) => each.outcome === outcome).length;
  const all = parts.flat().length;
  return (
    <>
      {accept.busy ? (
        <div role="status">
          <div>{words.progress(results.length, all)}</div>
          <Progress value={(100 * results.length) / all} aria-label={words.acceptTitle} />
        </div>
      ) : (
        <div role="status">
          {words.done(count('credited'), count('waiting'), count('refused'), all - results.length)}
        </div>
      )}
      {failed && 'failure' in failed && <FailureNote failure={failed.failure} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keyboard */}
      <ul className={classes.results} aria-label={words.results} tabIndex={0}>
        {results.map(({ line_id, outcome, partner_name, detail }) => (
          <li key={line_id}>
            <StatusBadge tone={TONES[outcome]} value={outcome}>
              {words.outcomes[outcome]}
            </StatusBadge>{' '}
            {partner_name ?? ''} {detail ?? ''}
          </li>
        ))}
      </ul>
    </>
  );
}
