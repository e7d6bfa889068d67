import { Button, type ButtonProps, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { isFinish } from '../keys/is-finish.ts';
import { useHolds } from '../refusal/held.ts';
import { FailureNote } from '../state/FailureNote.tsx';
import { text } from '../text/text.ts';
import { ActButton, type Allowed } from './ActButton.tsx';
import type { Act } from './use-act.ts';

interface Props {
  /** The label of the button, also the dialog's title and its last button. */
  readonly label: string;
  /** The dialog's last button, if it says more than `label`. */
  readonly submit?: string;
  /** What will happen, in one or two sentences. */
  readonly says: ReactNode;
  readonly act: Act<string, unknown>;
  readonly allowed?: Allowed;
  /** The label of the reason's field, if a reason is required. */
  readonly reason?: string;
  readonly danger?: boolean;
  readonly button?: ButtonProps;
  /** The key that opens the dialog; it never does more. */
  readonly opensWith?: string;
}

/** What leaves the dialog, in other words than the act that cancels something. */
const dismissing = (label: string) => (/^Cancel\b/.test(label) ? text.keep : text.cancel);

/**
 * An act that explains what it will do and asks for confirmation once. It runs with the reason, or an empty text.
 * by hand: the reason belongs to the act, whatever its call names it.
 */
export function ConfirmAct(props: Props) {
  // Another act in the same place has nothing of this one: a rejection that comes too late must not turn into what comes after it.
  return <OneAct key={props.label.replaceAll(/[\d,.]+/g, '#')} {...props} />;
}

/** by hand: see above. */
function OneAct(props: Props) {
  const { label, submit = label, says, act, allowed, reason, danger = false, button } = props;
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const close = () => {
    setOpen(false);
    setWords('');
    act.reset();
  };
  useHolds(open, close);
  const run = async () => {
    if ((await act.run(words.trim())) !== null) close();
  };
  const isOver = allowed?.can === false && !act.busy;
  const isOff = isOver || (reason !== undefined && words.trim() === '');
  const color = danger ? { color: 'red' } : {};
  return (
    <>
      <ActButton
        variant="default"
        {...(danger && { variant: 'outline', ...color })}
        {...button}
        {...(allowed && { allowed })}
        shortcut={props.opensWith}
        onClick={() => setOpen(true)}
      >
        {label}
      </ActButton>
      <Modal opened={open} onClose={close} title={label}>
        <Stack gap="md">
          <Text size="sm" component="div">
            {says}
          </Text>
          {reason !== undefined && (
            <Textarea
              label={reason}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
              autosize
              minRows={3}
              maxLength={500}
              required
              data-autofocus
              onKeyDown={(event) => {
                if (isFinish(event) && !isOff) run();
              }}
            />
          )}
          {act.failure && <FailureNote failure={act.failure} />}
          {isOver && (
            <Text size="sm" role="alert">
              {allowed.why}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {dismissing(label)}
            </Button>
            <Button
              {...color}
              loading={act.busy}
              disabled={isOff}
              {...(reason === undefined && { 'data-autofocus': true })}
              onClick={run}
            >
              {submit}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
