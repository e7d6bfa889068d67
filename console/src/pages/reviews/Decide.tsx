import { Checkbox, NumberInput, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import type { StaffKycCase } from '@psnb2b/contract';
import {
  type KycItem,
  kycCan,
  kycItemNames,
  kycItems,
  unacceptedItems,
} from '@psnb2b/contract/states';
import { ActButton, ConfirmAct, FormDialog, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo } from '../../door.ts';
import { t } from '../../text/text.ts';

type Kyc = StaffKycCase;

interface Props {
  readonly kyc: Kyc;
}

/** What may be decided now; what may not says why. */
export function Decide({ kyc }: Props) {
  const me = useMe();
  const path = { case_id: kyc.id };
  const reject = useDo('POST /kyc-cases/{case_id}/reject', {
    send: (reason: string) => ({ path, body: { reason } }),
  });
  const reopen = useDo('POST /kyc-cases/{case_id}/reopen', {
    send: (reason: string) => ({ path, body: { reason } }),
  });
  if (kycCan.reopen(kyc).can) {
    return (
      <ConfirmAct
        label={t.case.reopen}
        says={t.case.reopenSays}
        reason={t.case.reopenReason}
        act={reopen}
        allowed={allowed(me, 'reopenKycCase', kycCan.reopen(kyc))}
      />
    );
  }
  return (
    <>
      <ConfirmAct
        label={t.case.reject}
        says={t.case.rejectSays}
        reason={t.case.rejectReason}
        act={reject}
        allowed={allowed(me, 'rejectKycCase', kycCan.reject(kyc))}
        danger
      />
      <Ask kyc={kyc} />
      <Approve kyc={kyc} />
    </>
  );
}

function Ask({ kyc }: Props) {
  const me = useMe();
  const [open, dialog] = useDisclosure(false);
  const form = useForm<{ items: KycItem[]; message: string }>({
    initialValues: { items: [], message: '' },
  });
  const act = useDo('POST /kyc-cases/{case_id}/ask', {
    send: (body: { items: KycItem[]; message: string }) => ({ path: { case_id: kyc.id }, body }),
    onDone: () => {
      dialog.close();
      form.reset();
      say(t.case.asked);
    },
  });
  return (
    <>
      <ActButton
        variant="default"
        allowed={allowed(me, 'askForMore', kycCan.askForMore(kyc))}
        onClick={dialog.open}
      >
        {t.case.ask}
      </ActButton>
      {open && (
        <FormDialog
          title={t.case.ask}
          onClose={dialog.close}
          of={{ form, act }}
          submit={t.case.ask}
          size="lg"
        >
          <Checkbox.Group label={t.case.askItems} {...form.getInputProps('items')}>
            <Stack gap={8} mt={6}>
              {kycItemNames.map((item) => (
                <Checkbox key={item} value={item} label={kycItems[item]} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Textarea
            label={t.case.askMessage}
            autosize
            minRows={4}
            {...form.getInputProps('message')}
          />
        </FormDialog>
      )}
    </>
  );
}

/** What a reviewer has not ticked yet, by its name; undefined where that is not what is missing. */
function whyNot(kyc: Kyc): string | undefined {
  if (kyc.status !== 'submitted') return undefined;
  return t.case.notAccepted(unacceptedItems(kyc.checklist).map((item) => kycItems[item]));
}

function Approve({ kyc }: Props) {
  const me = useMe();
  const [open, dialog] = useDisclosure(false);
  const form = useForm({ initialValues: { reason: '', valid_days: 365 } });
  const act = useDo('POST /kyc-cases/{case_id}/approve', {
    send: (body: { reason: string; valid_days: number }) => ({ path: { case_id: kyc.id }, body }),
    onDone: () => {
      dialog.close();
      say(t.case.approved);
    },
  });
  return (
    <>
      <ActButton
        allowed={allowed(me, 'approveKycCase', kycCan.approve(kyc), whyNot(kyc))}
        onClick={dialog.open}
      >
        {t.case.approve}
      </ActButton>
      {open && (
        <FormDialog
          title={t.case.approve}
          onClose={dialog.close}
          of={{ form, act }}
          submit={t.case.approve}
        >
          <Textarea
            label={t.case.approveReason}
            autosize
            minRows={3}
            data-autofocus
            {...form.getInputProps('reason')}
          />
          <NumberInput
            label={t.case.validDays}
            min={1}
            max={1100}
            suffix={t.case.days(0).replace('0', '')}
            maw={180}
            {...form.getInputProps('valid_days')}
          />
        </FormDialog>
      )}
    </>
  );
}
