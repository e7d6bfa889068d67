import { Alert, Progress, Stack, TextInput } from '@mantine/core';
import type { LotFile, LotRecall } from '@psnb2b/contract';
import { type CallForm, ConfirmAct, DialogButton, Field, FormDialog, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { allowed, useFormOf } from '../../client.ts';
import { MoneyList } from '../../MoneyList.tsx';
import { sumByCurrency } from '../../sum-money.ts';
import classes from '../claims/claims.module.css';
import { recallWords as words } from './words.ts';

type Lot = LotFile;
type Recall = LotRecall;
interface Props {
  readonly lot: Lot;
  /** While the recall runs, its progress is read this often. */
  readonly onRunning: (running: boolean) => void;
}
const CONFIRM_LENGTH = 6;

/** Recalls a lot: shows the effect, asks for confirmation once by typing, then shows the progress, then the result. */
export function RecallSection({ lot, onRunning }: Props) {
  const me = useMe();
  const [done, setDone] = useState<Recall | null>(null);
  const recall = useFormOf('POST /lots/{lot_id}/recall', {
    initial: { note: '', typed: '' },
    send: ({ note }) => ({ path: { lot_id: lot.id }, body: { note } }),
    onDone: setDone,
  });
  const { act } = recall;
  useEffect(() => onRunning(act.busy), [act.busy, onRunning]);
  if (lot.status !== 'complete' && lot.status !== 'recalled') return null;
  const may = allowed(me, 'recallLot');
  return (
    <Section
      title={lot.recalled_at === null ? words.recall : words.again}
      {...(lot.recalled_at === null && { lead: words.lead })}
    >
      <Stack gap="md">
        {lot.recalled_at === null && (
          <>
            <WhatWillHappen lot={lot} />
            {may.can ? (
              <DialogButton label={words.recall} button={{ color: 'red', variant: 'outline' }}>
                {(close) => <Start lot={lot} recall={recall} onClose={close} />}
              </DialogButton>
            ) : (
              <p className="quiet">{may.why}</p>
            )}
          </>
        )}
        {act.busy && lot.recalled_at !== null && <HowFar lot={lot} />}
        {done && <Result recall={done} />}
        {lot.recalled_at !== null && !act.busy && (
          <div>
            <ConfirmAct
              label={words.again}
              says={words.againSays}
              act={{
                ...act,
                run: () => act.run({ note: lot.recall.note ?? words.noteDefault, typed: '' }),
              }}
              allowed={may}
              button={{ size: 'xs' }}
            />
          </div>
        )}
      </Stack>
    </Section>
  );
}

function WhatWillHappen({ lot }: { readonly lot: Lot }) {
  const sum = (of: (buyer: Lot['buyers'][number]) => number) =>
    lot.buyers.reduce((all, buyer) => all + of(buyer), 0);
  const orders = sum((buyer) => buyer.orders);
  const codes = sum((buyer) => buyer.codes);
  const sums = sumByCurrency(lot.buyers);
  return (
    <ul className={classes.preview} aria-label={words.will}>
      <li>{words.willFreeze(lot.unsold)}</li>
      <li>{words.willNotify(lot.buyers.length, orders, codes)}</li>
      {sums.length > 0 && (
        <li>
          {words.willCost} <MoneyList amounts={sums} />.
        </li>
      )}
      {lot.claimed > 0 && <li>{words.willStay}</li>}
      {lot.held > 0 && <li>{words.willExchange(lot.held)}</li>}
      <li>{words.willNot}</li>
    </ul>
  );
}

/** The text that somebody types to show that they mean this lot. */
function wordOf(lot: Lot): string {
  return lot.id.slice(-CONFIRM_LENGTH);
}

interface StartProps {
  readonly lot: Lot;
  readonly recall: CallForm<{ note: string; typed: string }>;
  readonly onClose: () => void;
}

function Start({ lot, recall, onClose }: StartProps) {
  const word = wordOf(lot);
  const { note, typed } = recall.form.values;
  const close = () => {
    onClose();
    recall.form.reset();
    recall.act.reset();
  };
  return (
    <FormDialog
      title={words.recall}
      onClose={close}
      of={recall}
      submit={words.run}
      danger
      ready={note.trim() !== '' && typed.trim() === word}
    >
      <WhatWillHappen lot={lot} />
      <Field of={recall} name="note" label={words.note} rows={2} first />
      {/* by hand: it is not sent. */}
      <TextInput
        label={words.type(word)}
        autoComplete="off"
        classNames={{ input: 'mono' }}
        {...recall.form.getInputProps('typed')}
      />
    </FormDialog>
  );
}

function HowFar({ lot }: { readonly lot: Lot }) {
  const all = lot.buyers.length;
  const { told } = lot.recall;
  return (
    <div role="status">
      <div>{words.progress(told, all)}</div>
      <Progress value={all === 0 ? 100 : (100 * told) / all} aria-label={words.running} />
    </div>
  );
}

function Result({ recall }: { readonly recall: Recall }) {
  const claims = recall.buyers.reduce((all, buyer) => all + buyer.claims.length, 0);
  const told = recall.buyers.filter((buyer) => buyer.told).length;
  return (
    <Alert
      variant="outline"
      title={words.done}
      icon={<IconCheck size={18} aria-hidden />}
      role="status"
    >
      {words.doneText(recall.unsold, claims, told)}
    </Alert>
  );
}
