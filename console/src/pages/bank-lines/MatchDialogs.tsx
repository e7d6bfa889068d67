import { ActionIcon, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import type { BankLine } from '@psnb2b/contract';
import { ActButton, FailureNote, moneyText, say, useHolds, useKeys } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { allowed, useDo, useRead } from '../../client.ts';
import { PartnerSelect } from '../../PartnerSelect.tsx';
import classes from './bank-lines.module.css';
import { Confirm } from './Candidates.tsx';
import { leftOver } from './left-over.ts';
import { words } from './words.ts';

/** Ways to match a line to partners that are no candidates of it: another one, or several. */
export function MatchDialogs({ line }: { readonly line: BankLine }) {
  const may = allowed(useMe(), 'matchBankLine');
  const [open, setOpen] = useState<'other' | 'split' | null>(null);
  useKeys(may.can ? { p: () => setOpen('other'), s: () => setOpen('split') } : {});
  const close = () => setOpen(null);
  useHolds(open !== null, close);
  return (
    <>
      <ActButton variant="default" allowed={may} onClick={() => setOpen('other')}>
        {words.other}
      </ActButton>
      <ActButton variant="default" allowed={may} onClick={() => setOpen('split')}>
        {words.split}
      </ActButton>
      {open === 'other' && <Other line={line} onClose={close} />}
      {open === 'split' && <Split line={line} onClose={close} />}
    </>
  );
}

interface Props {
  readonly line: BankLine;
  readonly onClose: () => void;
}

function Other({ line, onClose }: Props) {
  const [id, setId] = useState<string | null>(null);
  const partner = useRead(
    '/partners/{partner_id}',
    { path: { partner_id: id ?? '' } },
    { enabled: id !== null },
  ).data;
  if (id !== null && partner?.id === id) {
    const { currency, name } = partner;
    const candidate = { partner: { id, name }, currency, deposit_id: null, facts: [] };
    return <Confirm line={line} candidate={candidate} onClose={onClose} />;
  }
  return (
    <Modal opened onClose={onClose} title={words.other}>
      {/* by hand: a business is found by the letters of its name. */}
      <PartnerSelect label={words.partner} value={id} onChange={setId} data-autofocus />
    </Modal>
  );
}

interface Part {
  readonly key: number;
  readonly partner: string | null;
  readonly amount: string;
}

function Split({ line, onClose }: Props) {
  const [parts, setParts] = useState<readonly Part[]>([
    { key: 1, partner: line.candidates[0]?.partner.id ?? null, amount: '' },
    { key: 2, partner: null, amount: '' },
  ]);
  const over = leftOver(
    line.left,
    parts.map(({ amount }) => amount),
  );
  const match = useDo('POST /bank-lines/{line_id}/match', {
    send: (_: null) => ({
      path: { line_id: line.id },
      body: {
        version: line.version,
        parts: parts.map(({ partner, amount }) => ({
          partner_id: partner ?? '',
          amount: amount.trim(),
        })),
      },
    }),
    onDone: ({ deposits }) => {
      onClose();
      say(deposits.every(({ status }) => status === 'credited') ? words.matched : words.waits);
    },
  });
  const set = (key: number, change: Partial<Part>) =>
    setParts(parts.map((part) => (part.key === key ? { ...part, ...change } : part)));
  const isReady = over === '0' && parts.every(({ partner }) => partner !== null);
  return (
    <Modal opened onClose={onClose} title={words.splitTitle} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void match.run(null);
        }}
      >
        <Stack gap="md">
          <div>{words.splitSays(moneyText(line.left, line.currency))}</div>
          {parts.map(({ key, partner, amount }, index) => (
            <fieldset key={key} className={classes.part} aria-label={words.part(index + 1)}>
              {/* by hand: a part is one of a list. */}
              <PartnerSelect
                label={words.partner}
                value={partner}
                onChange={(id) => set(key, { partner: id })}
              />
              {/* by hand: a part is one of a list. */}
              <TextInput
                label={`${words.amount}, ${line.currency}`}
                inputMode="decimal"
                value={amount}
                onChange={(event) => set(key, { amount: event.currentTarget.value })}
              />
              {parts.length > 2 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={30}
                  aria-label={words.removePart(index + 1)}
                  onClick={() => setParts(parts.filter((part) => part.key !== key))}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              )}
            </fieldset>
          ))}
          <Group justify="space-between" gap="xs">
            <Button
              variant="default"
              onClick={() =>
                setParts([
                  ...parts,
                  { key: (parts.at(-1)?.key ?? 0) + 1, partner: null, amount: '' },
                ])
              }
            >
              {words.addPart}
            </Button>
            <span role="status">
              {over === '0'
                ? words.fits
                : over !== null && words.over(moneyText(over, line.currency))}
            </span>
          </Group>
          {match.failure && <FailureNote failure={match.failure} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={match.busy} disabled={!isReady}>
              {words.match}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
