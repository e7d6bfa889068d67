import { ActionIcon, Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { text } from '../text/text.ts';
import { shortId } from './short-id.ts';
import { useHint } from './use-hint.tsx';
import classes from './value.module.css';

interface Props {
  readonly id: string;
  /** The name of the thing with this id, for the button's name. */
  readonly what: string;
  /** Shows only the beginning and the end. */
  readonly short?: boolean;
}

/** An id in the monospaced face, with a button that copies all of it. */
export function CopyId({ id, what, short = false }: Props) {
  const shown = short ? shortId(id) : id;
  return (
    <span className={classes.copy}>
      <span className={classes.id} title={short ? id : undefined}>
        {shown}
      </span>
      <CopyValue value={id} what={what} />
    </span>
  );
}

export function CopyValue({ value, what }: { readonly value: string; readonly what: string }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <CopyIcon isCopied={copied} onCopy={copy} label={copied ? text.copied : text.copy(what)} />
      )}
    </CopyButton>
  );
}

function CopyIcon({
  isCopied,
  onCopy,
  label,
}: {
  readonly isCopied: boolean;
  readonly onCopy: () => void;
  readonly label: string;
}) {
  const [over, words] = useHint(label);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        onClick={onCopy}
        aria-label={label}
        className={classes.copyButton}
        {...over}
      >
        {isCopied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      </ActionIcon>
      {words}
    </>
  );
}

/** The same as a button with words, for several values together. */
export function CopyAll({ value, what }: { readonly value: string; readonly what: string }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          size="xs"
          variant="default"
          leftSection={
            copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
          }
          onClick={copy}
        >
          {copied ? text.copied : text.copy(what)}
        </Button>
      )}
    </CopyButton>
  );
}
