import { Select } from '@mantine/core';
import type { DepositMethod, DepositRecord, StaffDeposit } from '@psnb2b/contract';
import { type Draft, Field, FormDialog, moneyText, say } from '@psnb2b/ui';
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
    onDone: ({ repeated, ...deposit }) => {
      if (repeated) return form.setFieldError('reference', repeatedText(deposit));
      onClose();
      say(words.recorded);
    },
  });
  const { form } = record;
  const { partner_id } = form.values;
  /** The fault of a choice, which is made from a list. */
  const errorOf = (name: 'partner_id' | 'method_id', missing: string) => {
    const { error } = form.getInputProps(name);
    return error && form.values[name] === '' ? missing : error;
  };
  const partner = useRead(
    '/partners/{partner_id}',
    { path: { partner_id } },
    { enabled: partner_id !== '' },
  ).data;
  const open = (methods.data?.data ?? []).filter(({ status }) => status !== 'waiting');
  const method = open.find(({ id }) => id === form.values.method_id);
  return (
    <FormDialog title={words.record} of={record} onClose={onClose}>
      {/* by hand: a business is found by the letters of its name. */}
      <PartnerSelect
        label={words.partner}
        error={errorOf('partner_id', words.choosePartner)}
        value={form.values.partner_id || null}
        onChange={(id) => form.setFieldValue('partner_id', id ?? '')}
      />
      {/* by hand: the methods are read from the server. */}
      <Select
        label={words.method}
        description={words.methodHint}
        error={errorOf('method_id', words.chooseMethod)}
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
      <Field
        of={record}
        name="amount"
        label={words.toCredit}
        hint={method && partner ? hintOf(unitOf(method), partner.currency) : words.toCreditHint}
        {...(partner && { unit: partner.currency })}
      />
      {method?.kind === 'digital_asset' && (
        <Field of={record} name="confirmations" label={words.confirmations} narrow />
      )}
    </FormDialog>
  );
}

/** Only what arrives in the partner's own currency is credited as it arrived. */
function hintOf(sent: string, own: string): string {
  return sent === own ? words.toCreditSame : words.toCreditOther(sent, own);
}

function repeatedText({ partner, sent_amount, sent_currency, status }: StaffDeposit): string {
  const sum = moneyText(sent_amount ?? '', sent_currency); // nothing: a payment with a method says what arrived.
  return words.repeated(partner.name, sum, words.statuses[status]);
}

function unitOf({ currency, asset }: DepositMethod): string {
  return currency ?? asset ?? '';
}
