import type { ButtonProps } from '@mantine/core';
import type { Balance } from '@psnb2b/contract';
import { DialogButton, Field, FormDialog, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf } from './client.ts';
import { text } from './text.ts';

const words = text.testBalance;

interface Props {
  /** The test balance as it is. */
  readonly balance: Balance;
  readonly button?: ButtonProps;
}

/** A button for what test mode has instead of a deposit: its balance is set as it is wanted. */
export function SetTestBalance({ balance, button }: Props) {
  return (
    <DialogButton
      label={words.set}
      allowed={allowed(useMe(), 'setTestBalance')}
      {...(button && { button })}
    >
      {(close) => <SetBalance balance={balance} onClose={close} />}
    </DialogButton>
  );
}

function SetBalance({ balance, onClose }: { balance: Balance; onClose: () => void }) {
  const set = useFormOf('POST /test-balance', {
    initial: { balance: balance.balance },
    send: (body) => ({ body }),
    onDone: () => {
      onClose();
      say(words.done);
    },
  });
  return (
    <FormDialog title={words.set} onClose={onClose} of={set} submit={words.set}>
      <Field
        of={set}
        name="balance"
        label={words.amount(balance.currency)}
        hint={words.hint}
        first
      />
    </FormDialog>
  );
}
