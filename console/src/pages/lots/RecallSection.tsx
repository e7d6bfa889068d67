import { Alert, Button, Group, Modal, Progress, Stack, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { LotFile, LotRecall } from '@psnb2b/contract';
import { ActButton, ConfirmAct, FailureNote, Section, type useAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { allowed, useDo } from '../../door.ts';
import { c } from '../../text/claims.ts';
import { t } from '../../text/text.ts';
import classes from '../claims/claims.module.css';

type Lot = LotFile;
type Recall = LotRecall;
interface Props {
  readonly lot: Lot;
  /** While it runs the page reads how far it is. */
  readonly onRunning: (running: boolean) => void;
}
const words = c.lots;
const CONFIRM_LENGTH = 6;

/** Calls a lot back: what will happen, asked once and typed, then how far it is, then what came of it. */
export function RecallSection({ lot, onRunning }: Props) {
  const me = useMe();
  const [done, setDone] = useState<Recall | null>(null);
  const act = useDo('POST /lots/{lot_id}/recall', {
    send: (note: string) => ({ path: { lot_id: lot.id }, body: { note } }),
    onDone: setDone,
  });
  useEffect(() => onRunning(act.busy), [act.busy, onRunning]);
  if (lot.status !== 'complete' && lot.status !== 'recalled') return null;
  const may = allowed(me, 'recallLot');
  return (
    <Section title={words.recall} lead={words.recallLead}>
      <Stack gap="md">
        {lot.recalled_at === null && (
          <>
            <WhatWillHappen lot={lot} />
            {may.can ? <Start lot={lot} act={act} /> : <p className="quiet">{may.why}</p>}
          </>
        )}
        {act.busy && lot.recalled_at !== null && <HowFar lot={lot} />}
        {done && <Result recall={done} />}
        {lot.recalled_at !== null && !act.busy && (
          <div>
            <ConfirmAct
              label={words.again}
              says={words.againSays}
              act={{ ...act, run: () => act.run(lot.recall.note ?? words.noteDefault) }}
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
  return (
    <ul className={classes.preview} aria-label={words.will}>
      <li>{words.willFreeze(lot.unsold)}</li>
      <li>{words.willTell(lot.buyers.length, orders, codes)}</li>
      {lot.claimed > 0 && <li>{words.willStay}</li>}
      {lot.held > 0 && <li>{words.willSwap(lot.held)}</li>}
      <li>{words.willNot}</li>
    </ul>
  );
}

function Start({
  lot,
  act,
}: {
  readonly lot: Lot;
  readonly act: ReturnType<typeof useAct<string, Recall>>;
}) {
  const [open, dialog] = useDisclosure(false);
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState('');
  const word = lot.id.slice(-CONFIRM_LENGTH);
  const isReady = note.trim() !== '' && typed.trim() === word;
  const close = () => {
    dialog.close();
    setTyped('');
    act.reset();
  };
  return (
    <div>
      <ActButton color="red" variant="outline" onClick={dialog.open}>
        {words.recall}
      </ActButton>
      <Modal opened={open} onClose={close} title={words.recall}>
        <Stack gap="md">
          <WhatWillHappen lot={lot} />
          <Textarea
            label={words.note}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            autosize
            minRows={2}
            maxLength={1_000}
            required
            data-autofocus
          />
          <TextInput
            label={words.type(word)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            classNames={{ input: 'mono' }}
            required
          />
          {act.failure && <FailureNote failure={act.failure} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t.cancel}
            </Button>
            <Button
              color="red"
              disabled={!isReady}
              loading={act.busy}
              onClick={() => act.run(note.trim())}
            >
              {words.run}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </div>
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
