import { Button, Group, Modal, Stack } from '@mantine/core';
import type { BankLineFigures, BankLinesAccepted } from '@psnb2b/contract';
import { ActButton, FailureNote, StatusBadge, useKeys } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo } from '../../client.ts';
import { sumByCurrency } from '../../sum-money.ts';
import classes from './bank-lines.module.css';
import { moneyText, words } from './words.ts';

const TONES = { credited: 'good', waiting: 'wait', refused: 'bad' } as const;

/** Credits every line that is ready after one confirmation, and shows the result of each. */
export function AcceptReady({ figures }: { readonly figures: BankLineFigures }) {
  const may = allowed(useMe(), 'acceptBankLines');
  const [open, setOpen] = useState(false);
  useKeys(may.can ? { A: () => setOpen(true) } : {});
  return (
    <>
      <ActButton allowed={may} onClick={() => setOpen(true)}>
        {words.accept(figures.ready.length)}
      </ActButton>
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
  const [done, setDone] = useState<BankLinesAccepted | null>(null);
  const accept = useDo('POST /bank-lines/accept', {
    send: (_: null) => ({
      body: { lines: ready.map(({ line_id, version }) => ({ line_id, version })) },
    }),
    onDone: setDone,
  });
  const sums = sumByCurrency(ready);
  return (
    <Modal opened onClose={() => !accept.busy && onClose()} title={words.acceptTitle} size="lg">
      <Stack gap="md">
        {done ? (
          <Results done={done} />
        ) : (
          <div>
            {words.acceptSays(
              ready.length,
              sums.map(({ amount, currency }) => moneyText(amount, currency)).join(', '),
            )}
          </div>
        )}
        {!done && gaps > 0 && <div role="note">{words.gaps(gaps)}</div>}
        {accept.failure && <FailureNote failure={accept.failure} whole />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={accept.busy}>
            {done ? words.close : words.cancel}
          </Button>
          {!done && (
            <Button loading={accept.busy} onClick={() => accept.run(null)} data-autofocus>
              {words.accept(ready.length)}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Results({ done }: { readonly done: BankLinesAccepted }) {
  const count = (outcome: keyof typeof TONES) =>
    done.results.filter((each) => each.outcome === outcome).length;
  return (
    <>
      <div role="status">{words.done(count('credited'), count('waiting'), count('refused'))}</div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keyboard */}
      <ul className={classes.results} aria-label={words.results} tabIndex={0}>
        {done.results.map(({ line_id, outcome, partner_name, detail }) => (
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
