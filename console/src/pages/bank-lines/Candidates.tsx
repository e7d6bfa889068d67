import { Button, Group, Modal, Stack, TextInput, Title } from '@mantine/core';
import type { BankLine, MatchCandidate } from '@psnb2b/contract';
import { ActButton, FailureNote, moneyText, StatusBadge, say, useHolds, useKeys } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo } from '../../client.ts';
import classes from './bank-lines.module.css';
import { factText, words } from './words.ts';

/** Whose payment a line may be, numbered: a digit opens what confirms it, Enter of an open line the first one. */
export function Candidates({ line }: { readonly line: BankLine }) {
  const [open, setOpen] = useState<MatchCandidate | null>(null);
  const may = allowed(useMe(), 'matchBankLine');
  const { candidates } = line;
  useKeys(
    may.can
      ? Object.fromEntries(
          candidates.map((candidate, index) => [String(index + 1), () => setOpen(candidate)]),
        )
      : {},
  );
  return (
    <Stack gap="xs">
      <Title order={3}>{words.candidates}</Title>
      {candidates.length === 0 && <div>{words.noCandidates}</div>}
      <ol className={classes.candidates}>
        {candidates.map((candidate, index) => (
          <li key={`${candidate.partner.id} ${candidate.deposit_id}`} className={classes.candidate}>
            <ActButton
              variant={index === 0 ? 'filled' : 'default'}
              allowed={may}
              onClick={() => setOpen(candidate)}
            >
              <kbd className={classes.key}>{index + 1}</kbd> {labelOf(line, candidate)}
            </ActButton>
            {candidate.certain && (
              <StatusBadge tone="good" value="certain">
                {words.certain}
              </StatusBadge>
            )}
            <ul className={classes.facts}>
              {candidate.facts.map((fact) => (
                <li key={fact.fact} data-agrees={fact.agrees}>
                  <span aria-hidden>{fact.agrees ? '✓ ' : '✗ '}</span>
                  {factText(fact)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {open && <Confirm line={line} candidate={open} onClose={() => setOpen(null)} />}
    </Stack>
  );
}

function labelOf({ left, currency }: BankLine, { partner, deposit_id }: MatchCandidate): string {
  return deposit_id === null
    ? words.credit(moneyText(left, currency), partner.name)
    : words.link(partner.name);
}

interface Props {
  readonly line: BankLine;
  readonly candidate: Pick<MatchCandidate, 'partner' | 'currency' | 'deposit_id' | 'facts'>;
  readonly onClose: () => void;
}

/** Says what will happen; Enter does it. */
export function Confirm({ line, candidate, onClose }: Props) {
  const { partner, currency, deposit_id } = candidate;
  const isOther = deposit_id === null && currency !== line.currency;
  const [credited, setCredited] = useState('');
  const part = {
    partner_id: partner.id,
    amount: line.left,
    ...(isOther && { credited: credited.trim() }),
  };
  const match = useDo('POST /bank-lines/{line_id}/match', {
    send: (_: null) => ({
      path: { line_id: line.id },
      body: {
        version: line.version,
        ...(deposit_id === null ? { parts: [part] } : { deposit_id }),
      },
    }),
    onDone: ({ deposits }) => {
      onClose();
      say(deposits.every(({ status }) => status === 'credited') ? words.matched : words.waits);
    },
  });
  const label =
    deposit_id === null
      ? words.credit(moneyText(line.left, line.currency), partner.name)
      : words.link(partner.name);
  useHolds(true, onClose);
  const before = candidate.facts.find(({ fact }) => fact === 'deposit')?.detail;
  return (
    <Modal opened onClose={onClose} title={label}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void match.run(null);
        }}
      >
        <Stack gap="md">
          <div>
            {deposit_id === null
              ? words.creditSays(partner.name)
              : words.linkSays(before ?? deposit_id)}
          </div>
          {isOther && (
            // by hand: the amount is one part of a list of the call.
            <TextInput
              label={words.creditedIn(currency)}
              inputMode="decimal"
              required
              value={credited}
              onChange={(event) => setCredited(event.currentTarget.value)}
              data-autofocus
            />
          )}
          {match.failure && <FailureNote failure={match.failure} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button
              type="submit"
              loading={match.busy}
              {...(!isOther && { 'data-autofocus': true })}
            >
              {words.match}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
