import { Group } from '@mantine/core';
import type { StaffDeposit } from '@psnb2b/contract';
import { type DepositStatus, depositTransitions } from '@psnb2b/contract/states';
import {
  ConfirmAct,
  DialogButton,
  Field,
  FormDialog,
  moneyText,
  say,
  useDecided,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useFormOf } from '../../client.ts';
import { doneText } from '../proposals/say-proposed.ts';
import { words } from './words.ts';

/** What can be done with a payment in its state. */
export function DepositActs({ deposit }: { readonly deposit: StaffDeposit }) {
  const me = useMe();
  const { id, status, reversal } = deposit;
  const may: readonly DepositStatus[] = depositTransitions[status];
  const path = { deposit_id: id };
  const send = (reason: string) => ({ path, body: { reason } });
  const decided = useDecided();
  const review = useDo('POST /deposits/{deposit_id}/review', {
    send,
    onDone: () => decided(words.reviewed),
  });
  const reject = useDo('POST /deposits/{deposit_id}/reject', {
    send,
    onDone: () => decided(words.rejected),
  });
  const reverse = useDo('POST /deposits/{deposit_id}/reverse', {
    send,
    onDone: (answer) => decided(doneText(answer, words.reversed)),
  });
  const button = { size: 'compact-xs' } as const;
  return (
    <Group gap={8} justify="flex-end">
      {may.includes('credited') && (
        <DialogButton
          label={words.credit}
          opensWith="a"
          allowed={allowed(me, 'creditDeposit')}
          button={{ ...button, variant: 'filled' }}
        >
          {(close) => <CreditDialog deposit={deposit} onClose={close} />}
        </DialogButton>
      )}
      {may.includes('credited') && (
        <DialogButton label={words.update} allowed={allowed(me, 'updateDeposit')} button={button}>
          {(close) => <UpdateDialog deposit={deposit} onClose={close} />}
        </DialogButton>
      )}
      {may.includes('in_review') && (
        <ConfirmAct
          label={words.review}
          opensWith="q"
          says={words.reviewSays}
          reason={words.reason}
          act={review}
          allowed={allowed(me, 'reviewDeposit')}
          button={button}
        />
      )}
      {may.includes('rejected') && (
        <ConfirmAct
          label={words.reject}
          opensWith="r"
          says={words.rejectSays}
          reason={words.reason}
          act={reject}
          allowed={allowed(me, 'rejectDeposit')}
          button={button}
        />
      )}
      {may.includes('reversed') && (reversal?.proposal_id ?? null) === null && (
        <ConfirmAct
          label={words.reverse}
          says={reverseSays(deposit)}
          reason={words.reason}
          act={reverse}
          allowed={allowed(me, 'reverseDeposit')}
          button={button}
          danger
        />
      )}
    </Group>
  );
}

function reverseSays({ amount, currency, partner, reversal }: StaffDeposit): string {
  const after = reversal?.balance_after ?? ''; // nothing: only a credited deposit is taken back, which has one.
  const money = (text: string) => moneyText(text, currency);
  const says = words.reverseSays(partner.name, money(amount ?? ''), money(after));
  return after.startsWith('-') ? `${says} ${words.belowZero}` : says;
}

interface Props {
  readonly deposit: StaffDeposit;
  readonly onClose: () => void;
}

function CreditDialog({ deposit, onClose }: Props) {
  const decided = useDecided();
  const credit = useFormOf('POST /deposits/{deposit_id}/credit', {
    initial: { amount: deposit.amount ?? '' },
    send: (body) => ({ path: { deposit_id: deposit.id }, body }),
    onDone: () => {
      onClose();
      decided(words.credited);
    },
  });
  return (
    <FormDialog
      title={words.creditOf(deposit.partner.name)}
      of={credit}
      submit={words.credit}
      onClose={onClose}
    >
      <p className="quiet">{words.creditLead}</p>
      <Field of={credit} name="amount" label={words.toCredit} unit={deposit.currency} first />
    </FormDialog>
  );
}

function UpdateDialog({ deposit, onClose }: Props) {
  const update = useFormOf('PATCH /deposits/{deposit_id}', {
    initial: { amount: deposit.amount ?? '', confirmations: deposit.confirmations ?? '' },
    send: (body) => ({ path: { deposit_id: deposit.id }, body }),
    onDone: () => {
      onClose();
      say(words.updated);
    },
  });
  return (
    <FormDialog title={words.update} of={update} onClose={onClose}>
      <Field of={update} name="amount" label={words.toCredit} unit={deposit.currency} first />
      {deposit.method === 'digital_asset' && (
        <Field of={update} name="confirmations" label={words.confirmations} narrow />
      )}
    </FormDialog>
  );
}
