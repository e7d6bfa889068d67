import { Field, Form, Page, Section, useGo } from '@psnb2b/ui';
import { useSearchParams } from 'react-router';
import { useFormOf } from '../../client.ts';
import { PartnerSelect } from '../../PartnerSelect.tsx';
import { to } from '../../pages.ts';
import { newWords, words } from './words.ts';

/** A claim that staff open for a partner, also after the window if the fault is ours. */
export function NewClaimPage() {
  return (
    <Page lead={newWords.lead} width="text">
      <Section>
        <NewClaim />
      </Section>
    </Page>
  );
}

function NewClaim() {
  const go = useGo();
  const [params] = useSearchParams();
  const open = useFormOf('POST /claims', {
    initial: {
      partner_id: params.get('partner_id') ?? '',
      order_id: '',
      codes: [],
      reason: 'invalid',
      description: '',
      late: false,
    },
    onDone: ({ id }) => go(to.claim(id)),
  });
  const { error } = open.form.getInputProps('partner_id');
  return (
    <Form {...open} submit={newWords.submit}>
      {/* by hand: a business is found by the letters of its name. */}
      <PartnerSelect
        label={newWords.partner}
        error={error}
        value={open.form.values.partner_id || null}
        onChange={(id) => open.form.setFieldValue('partner_id', id ?? '')}
      />
      <Field of={open} name="order_id" label={newWords.order} mono />
      <Field of={open} name="codes" label={newWords.codes} hint={newWords.codesHint} mono />
      <Field of={open} name="reason" label={newWords.reason} choices={words.reasons} />
      <Field of={open} name="description" label={newWords.description} />
      <Field of={open} name="late" label={newWords.late} hint={newWords.lateHint} />
    </Form>
  );
}
