import { Button, Modal, NumberInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import type { Quota } from '@psnb2b/contract';
import { ActButton, Form, groupDigits, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo } from '../../door.ts';
import { t } from '../../text/text.ts';

const words = t.quotas;

/** The button that changes a quota, and its dialog. */
export function ChangeQuota({ quota }: { readonly quota: Quota }) {
  const may = allowed(useMe(), 'setQuota');
  const [open, dialog] = useDisclosure(false);
  return (
    <>
      <ActButton
        size="compact-xs"
        variant="default"
        aria-label={words.changeOf(quota.what)}
        allowed={may}
        onClick={dialog.open}
      >
        {words.change}
      </ActButton>
      {open && <Dialog quota={quota} onClose={dialog.close} />}
    </>
  );
}

interface Fields extends Record<string, unknown> {
  per_day: number | string;
}

function Dialog({ quota, onClose }: { readonly quota: Quota; readonly onClose: () => void }) {
  const form = useForm<Fields>({ initialValues: { per_day: quota.per_day } });
  const path = { name: quota.name };
  const parts = {
    onDone: () => {
      onClose();
      say(words.changed);
    },
  };
  const set = useDo('POST /quotas/{name}', {
    send: ({ per_day }: Fields) => ({ path, body: { per_day: Number(per_day) } }),
    ...parts,
  });
  const back = useDo('POST /quotas/{name}', {
    send: () => ({ path, body: { per_day: null } }),
    ...parts,
  });
  return (
    <Modal opened onClose={onClose} title={words.changeOf(quota.what)}>
      <Form
        form={form}
        act={set}
        submit={t.save}
        more={
          quota.set_at === null ? (
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
          ) : (
            <Button variant="default" loading={back.busy} onClick={() => back.run(undefined)}>
              {words.back}
            </Button>
          )
        }
      >
        <NumberInput
          label={words.number}
          description={words.numberHint(groupDigits(quota.default_per_day))}
          min={0}
          allowDecimal={false}
          thousandSeparator=","
          data-autofocus
          {...form.getInputProps('per_day')}
        />
      </Form>
    </Modal>
  );
}
