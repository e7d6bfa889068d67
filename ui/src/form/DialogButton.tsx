import type { ButtonProps } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ActButton, type Allowed } from '../act/ActButton.tsx';
import { useHolds } from '../refusal/held.ts';

interface Props {
  readonly label: string;
  /** The button's accessible name, if its label is not enough without its row. */
  readonly name?: string;
  readonly allowed?: Allowed;
  readonly button?: ButtonProps;
  /** The key that opens the dialog. */
  readonly opensWith?: string;
  /** The dialog, while it is open. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a dialog, or shows why it cannot. */
export function DialogButton({ label, name, allowed, button, opensWith, children }: Props) {
  const [open, setOpen] = useState(false);
  useHolds(open, () => setOpen(false));
  return (
    <>
      <ActButton
        variant="default"
        {...button}
        {...(name !== undefined && { 'aria-label': name })}
        {...(allowed && { allowed })}
        shortcut={opensWith}
        onClick={() => setOpen(true)}
      >
        {label}
      </ActButton>
      {open && children(() => setOpen(false))}
    </>
  );
}
