import { Button } from '@mantine/core';
import type { Quota } from '@psnb2b/contract';
import { DialogButton, Field, FormDialog, groupDigits, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useFormOf } from '../../client.ts';
import { Effect } from '../../setting-effect/Effect.tsx';
import { words } from './words.ts';

/** The button that changes a quota, and its dialog. */
export function ChangeQuota({ quota }: { readonly quota: Quota }) {
  const may = allowed(useMe(), 'setQuota');
  return (
    <DialogButton
      label={words.change}
      name={words.changeOf(quota.what)}
      allowed={may}
      button={{ size: 'compact-xs' }}
    >
      {(close) => <QuotaDialog quota={quota} onClose={close} />}
    </DialogButton>
  );
}

/** Changes one quota. */
export function QuotaDialog({
  quota,
  onClose,
}: {
  readonly quota: Quota;
  readonly onClose: () => void;
}) {
  const path = { name: quota.name };
  const onDone = () => {
    onClose();
    say(words.changed);
  };
  const set = useFormOf('POST /quotas/{name}', {
    initial: { per_day: quota.per_day, reason: '' },
    send: (body) => ({ path, body }),
    onDone,
  });
  const back = useDo('POST /quotas/{name}', {
    send: () => ({ path, body: { per_day: null } }),
    onDone,
  });
  return (
    <FormDialog
      title={words.changeOf(quota.what)}
      onClose={onClose}
      of={set}
      more={
        quota.set_at !== null && (
          <Button variant="default" loading={back.busy} onClick={() => back.run()}>
            {words.back}
          </Button>
        )
      }
    >
      <Field
        of={set}
        name="per_day"
        label={words.number}
        hint={words.numberHint(groupDigits(quota.default_per_day))}
        first
      />
      <Effect
        setting="quota"
        of={quota.name}
        value={set.form.getValues().per_day}
        now={quota.per_day}
      />
      <Field of={set} name="reason" label={words.reason} />
    </FormDialog>
  );
}
