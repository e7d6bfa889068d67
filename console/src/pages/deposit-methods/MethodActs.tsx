import { Group } from '@mantine/core';
import type { DepositMethod } from '@psnb2b/contract';
import { ConfirmAct, DialogButton, Field, FormDialog, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useFormOf } from '../../client.ts';
import { nameOfMethod, words } from './words.ts';

/** What can be done with a method. */
export function MethodActs({ method }: { readonly method: DepositMethod }) {
  const me = useMe();
  const { id, kind, status, addresses_waiting: waiting } = method;
  const path = { method_id: id };
  const confirm = useDo('POST /deposit-methods/{method_id}/confirm', {
    send: () => ({ path, body: { addresses: waiting } }),
    onDone: () => say(words.confirmed),
  });
  const archive = useDo('POST /deposit-methods/{method_id}/archive', {
    send: () => ({ path }),
    onDone: () => say(words.archived),
  });
  const restore = useDo('POST /deposit-methods/{method_id}/restore', {
    send: () => ({ path }),
    onDone: () => say(words.restored),
  });
  const button = { size: 'compact-xs' } as const;
  const where =
    method.iban === null
      ? nameOfMethod(method)
      : words.account(method.iban, `${method.holder}, ${nameOfMethod(method)}`);
  return (
    <Group gap={8} justify="flex-end">
      {(status === 'waiting' || waiting > 0) && (
        <ConfirmAct
          label={words.confirm}
          says={words.confirmSays(where, words.addressesWait(waiting))}
          act={confirm}
          allowed={allowed(me, 'confirmDepositMethod')}
          button={{ ...button, variant: 'filled' }}
        />
      )}
      {kind === 'digital_asset' && status !== 'archived' && (
        <DialogButton
          label={words.importAddresses}
          allowed={allowed(me, 'importAddresses')}
          button={button}
        >
          {(close) => <ImportDialog method={method} onClose={close} />}
        </DialogButton>
      )}
      {status === 'archived' ? (
        <ConfirmAct
          label={words.restore}
          says={words.restoreSays}
          act={restore}
          allowed={allowed(me, 'restoreDepositMethod')}
          button={button}
        />
      ) : (
        <ConfirmAct
          label={words.archive}
          says={words.archiveSays}
          act={archive}
          allowed={allowed(me, 'archiveDepositMethod')}
          button={button}
        />
      )}
    </Group>
  );
}

interface Props {
  readonly method: DepositMethod;
  readonly onClose: () => void;
}

function ImportDialog({ method, onClose }: Props) {
  const bring = useFormOf('POST /deposit-methods/{method_id}/addresses', {
    initial: { addresses: [] as string[] },
    send: (body) => ({ path: { method_id: method.id }, body }),
    onDone: () => {
      onClose();
      say(words.imported);
    },
  });
  return (
    <FormDialog title={words.importOf(nameOfMethod(method))} of={bring} onClose={onClose} size="lg">
      <Field
        of={bring}
        name="addresses"
        label={words.importAddresses}
        hint={words.importLead}
        rows={10}
        mono
        first
      />
    </FormDialog>
  );
}
