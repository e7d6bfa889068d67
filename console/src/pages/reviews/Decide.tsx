import type { StaffKycCase } from '@psnb2b/contract';
import { type KycItem, kycCan, kycItems, unacceptedItems } from '@psnb2b/contract/states';
import { ConfirmAct, DialogButton, Field, FormDialog, useDecided } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useFormOf } from '../../client.ts';
import { messageOf } from './findings.ts';
import { words } from './words.ts';

type Kyc = StaffKycCase;

interface Props {
  readonly kyc: Kyc;
}

/** The possible decisions; an impossible one shows why. */
export function Decide({ kyc }: Props) {
  const me = useMe();
  const path = { case_id: kyc.id };
  const decided = useDecided();
  const reject = useDo('POST /kyc-cases/{case_id}/reject', {
    send: (reason: string) => ({ path, body: { reason } }),
    onDone: () => decided(words.rejected),
  });
  const reopen = useDo('POST /kyc-cases/{case_id}/reopen', {
    send: (reason: string) => ({ path, body: { reason } }),
  });
  if (kycCan.reopen(kyc).can) {
    return (
      <ConfirmAct
        label={words.reopen}
        says={words.reopenSays}
        reason={words.reopenReason}
        act={reopen}
        allowed={allowed(me, 'reopenKycCase', kycCan.reopen(kyc))}
      />
    );
  }
  return (
    <>
      <ConfirmAct
        label={words.reject}
        says={words.rejectSays}
        reason={words.rejectReason}
        act={reject}
        allowed={allowed(me, 'rejectKycCase', kycCan.reject(kyc))}
        opensWith="r"
        danger
      />
      <Ask kyc={kyc} />
      <Approve kyc={kyc} />
    </>
  );
}

function Ask({ kyc }: Props) {
  return (
    <DialogButton
      label={words.ask}
      opensWith="q"
      allowed={allowed(useMe(), 'askForMore', kycCan.askForMore(kyc))}
    >
      {(close) => <AskDialog kyc={kyc} onClose={close} />}
    </DialogButton>
  );
}

interface DialogProps extends Props {
  readonly onClose: () => void;
}

function AskDialog({ kyc, onClose }: DialogProps) {
  const noted = kyc.checklist.filter(({ state }) => state === 'asked');
  const items: KycItem[] = noted.map(({ item }) => item);
  const decided = useDecided();
  const ask = useFormOf('POST /kyc-cases/{case_id}/ask', {
    initial: { items, message: messageOf(noted) },
    send: (body) => ({ path: { case_id: kyc.id }, body }),
    onDone: () => {
      onClose();
      decided(words.asked);
    },
  });
  return (
    <FormDialog title={words.ask} onClose={onClose} of={ask} submit={words.ask} size="lg">
      <Field of={ask} name="items" label={words.askItems} choices={kycItems} />
      <Field of={ask} name="message" label={words.askMessage} rows={4} />
    </FormDialog>
  );
}

/** Returns the names of the items that a reviewer has not accepted yet; undefined if something else is missing. */
function whyNot(kyc: Kyc): string | undefined {
  if (kyc.status !== 'submitted') return undefined;
  return words.notAccepted(unacceptedItems(kyc.checklist).map((item) => kycItems[item]));
}

function Approve({ kyc }: Props) {
  return (
    <DialogButton
      label={words.approve}
      opensWith="a"
      allowed={allowed(useMe(), 'approveKycCase', kycCan.approve(kyc), whyNot(kyc))}
      button={{ variant: 'filled' }}
    >
      {(close) => <ApproveDialog kyc={kyc} onClose={close} />}
    </DialogButton>
  );
}

function ApproveDialog({ kyc, onClose }: DialogProps) {
  const decided = useDecided();
  const approve = useFormOf('POST /kyc-cases/{case_id}/approve', {
    initial: { reason: '', valid_days: 365 },
    send: (body) => ({ path: { case_id: kyc.id }, body }),
    onDone: () => {
      onClose();
      decided(words.approved);
    },
  });
  return (
    <FormDialog title={words.approve} onClose={onClose} of={approve} submit={words.approve}>
      <Field of={approve} name="reason" label={words.approveReason} first />
      <Field of={approve} name="valid_days" label={words.validDays} narrow />
    </FormDialog>
  );
}
