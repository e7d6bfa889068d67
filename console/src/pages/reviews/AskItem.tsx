import { Button, Group } from '@mantine/core';
import type { StaffKycCase } from '@psnb2b/contract';
import { kycCan, kycItems } from '@psnb2b/contract/states';
import { DialogButton, Field, FormDialog, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf } from '../../client.ts';
import { findings, withFinding } from './findings.ts';
import { words } from './words.ts';

interface Props {
  readonly kyc: StaffKycCase;
  readonly item: StaffKycCase['checklist'][number];
}

/** Requests one item again, with what the reviewer found; the partner reads it once the request is sent. */
export function AskItem({ kyc, item }: Props) {
  const name = kycItems[item.item];
  const [label, full] =
    item.state === 'asked'
      ? [words.editRequest, words.editRequestOf(name)]
      : item.state === 'missing'
        ? [words.request, words.requestOf(name)]
        : [words.requestAgain, words.requestAgainOf(name)];
  return (
    <DialogButton
      label={label}
      name={full}
      allowed={allowed(useMe(), 'markKycItem', kycCan.mark(kyc))}
      button={{ size: 'compact-sm', variant: 'subtle' }}
    >
      {(close) => <AskItemDialog kyc={kyc} item={item} title={full} onClose={close} />}
    </DialogButton>
  );
}

interface DialogProps extends Props {
  readonly title: string;
  readonly onClose: () => void;
}

function AskItemDialog({ kyc, item: { item, state, note }, title, onClose }: DialogProps) {
  const ask = useFormOf('POST /kyc-cases/{case_id}/checklist', {
    // nothing: no finding yet.
    initial: { note: state === 'asked' ? (note ?? '') : '' },
    send: ({ note: text }) => ({
      path: { case_id: kyc.id },
      body: { item, state: 'asked' as const, ...(text.trim() !== '' && { note: text }) },
    }),
    onDone: () => {
      onClose();
      say(words.noted);
    },
  });
  return (
    <FormDialog title={title} onClose={onClose} of={ask} submit={words.note} size="lg">
      <div>
        <div className="quiet">{words.findings}</div>
        <Group gap={6}>
          {findings[item].map((finding) => (
            <Button
              key={finding.name}
              size="compact-sm"
              variant="default"
              title={finding.sentence}
              onClick={() =>
                ask.form.setFieldValue('note', (typed: string) => withFinding(typed, item, finding))
              }
            >
              {finding.name}
            </Button>
          ))}
        </Group>
      </div>
      <Field of={ask} name="note" label={words.finding} hint={words.findingHint} rows={3} first />
    </FormDialog>
  );
}
