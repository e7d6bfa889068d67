import { Select } from '@mantine/core';
import type { DepositMethod, DepositRecord } from '@psnb2b/contract';
import { type Draft, Field, FormDialog, say } from '@psnb2b/ui';
import { useFormOf, useRead } from '../../client.ts';
import { PartnerSelect } from '../../PartnerSelect.tsx';
import { nameOfMethod } from '../deposit-methods/words.ts';
import { words } from './words.ts';

const EMPTY: Draft<DepositRecord> = {
  partner_id: '',
  method_id: '',
  reference: '',
  sent_amount: '',
  amount: '',
  confirmations: '',
};

/** A payment that somebody saw on an account or in a wallet. */
export function RecordDialog({ onClose }: { readonly onClose: () => void }) {
  const methods = useRead('/deposit-methods');
  const record = useFormOf('POST /deposits', {
    initial: EMPTY,
    onDone: () => {
      onClose();
      say(words.recorded);
    },
  });
  const { form } = record;
  const open = (methods.data?.data ?? []).filter(({ status }) => status !== 'waiting');
  const method = open.find(({ id }) => id === form.values.method_id);
  return (
    <FormDialog title={words.record} of={record} onClose={onClose}>
      {/* by hand: a business is found by the letters of its name. */}
      <PartnerSelect
        label={words.partner}
        error={form.getInputProps('partner_id').error}
        value={form.values.partner_id || null}
        onChange={(id) => form.setFieldValue('partner_id', id ?? '')}
      />
      {/* by hand: the methods are read from the server. */}
      <Select
        label={words.method}
        description={words.methodHint}
        error={form.getInputProps('method_id').error}
        data={open.map((each) => ({ value: each.id, label: nameOfMethod(each) }))}
        value={form.values.method_id || null}
        onChange={(id) => form.setFieldValue('method_id', id ?? '')}
      />
      <Field of={record} name="reference" label={words.reference} hint={words.referenceHint} mono />
      <Field
        of={record}
        name="sent_amount"
        label={words.sentAmount}
        hint={words.sentHint}
        {...(method && { unit: unitOf(method) })}
      />
      <Field of={record} name="amount" label={words.toCredit} hint={words.toCreditHint} />
      {method?.kind === 'digital_asset' && (
        <Field of={record} name="confirmations" label={words.confirmations} narrow />
      )}
    </FormDialog>
  );
}

function unitOf({ currency, asset }: DepositMethod): string {
  return currency ?? asset ?? '';
}
