import { Alert, Checkbox, Fieldset, Stack } from '@mantine/core';
import type { PartnerDuplicate } from '@psnb2b/contract';
import {
  countries,
  Field,
  Form,
  Link,
  onceKey,
  Page,
  Section,
  say,
  take,
  useGo,
  useSettled,
} from '@psnb2b/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, useFormOf, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { newWords as words } from './new-words.ts';
import { words as partnerWords } from './words.ts';

/** A business that moves from another system: staff enter it, and its owner is invited. */
export function NewPartnerPage() {
  return (
    <Page lead={words.lead} width="text">
      <Section>
        <NewPartner />
      </Section>
    </Page>
  );
}

function NewPartner() {
  const go = useGo();
  const [isOther, setIsOther] = useState(false);
  const currencies = useRead('/tiers').data?.data.map(({ id }) => id) ?? [];
  const create = useFormOf('POST /partners', {
    initial: {
      ...{ name: '', email: '', country: '', currency: '', registration_number: '' },
      limits: { credit_limit: '', invoice_limit: '', approval_limit: '' },
      approve_reason: '',
    },
    send: (body) => ({
      body: { ...body, duplicates_seen: isOther ? same.map(({ partner }) => partner.id) : [] },
    }),
    onDone: ({ partner, proposals }) => {
      go(to.partner(partner.id));
      say(proposals.length === 0 ? words.done : words.doneProposed);
    },
  });
  const { currency } = create.form.values;
  const same = useDuplicates(create.form.values);
  return (
    <Form {...create} submit={words.create} ready={same.length === 0 || isOther}>
      <Field of={create} name="name" label={words.name} first />
      <Field of={create} name="email" label={words.email} hint={words.emailHint} />
      <Stack gap={same.length === 0 ? 0 : 'sm'}>
        <Field
          of={create}
          name="registration_number"
          label={words.number}
          hint={words.numberHint}
          narrow
        />
        <Duplicates same={same} isOther={isOther} onChange={setIsOther} />
      </Stack>
      <Field of={create} name="country" label={words.country} choices={countries} narrow />
      <Field
        of={create}
        name="currency"
        label={words.currency}
        hint={words.currencyHint}
        choices={Object.fromEntries(currencies.map((each) => [each, each]))}
        narrow
      />
      <Fieldset legend={words.limits}>
        <Stack gap="sm">
          <Field
            of={create}
            name="limits.credit_limit"
            label={partnerWords.creditLimit}
            hint={words.creditHint}
            unit={currency}
            narrow
          />
          <Field
            of={create}
            name="limits.invoice_limit"
            label={partnerWords.invoiceLimit}
            hint={words.invoiceHint}
            unit={currency}
            narrow
          />
          <Field
            of={create}
            name="limits.approval_limit"
            label={partnerWords.approvalLimit}
            hint={partnerWords.approvalHint}
            unit={currency}
            narrow
          />
        </Stack>
      </Fieldset>
      <Field
        of={create}
        name="approve_reason"
        label={words.approve}
        hint={words.approveHint}
        rows={2}
      />
    </Form>
  );
}

interface Known {
  readonly name: string;
  readonly email: string;
  readonly registration_number: string;
}

const NAME_MIN = 3;

/** Businesses that may be the same as what is typed. */
function useDuplicates(typed: Known): readonly PartnerDuplicate[] {
  const name = useSettled(typed.name.trim());
  const email = useSettled(typed.email.trim());
  const number = useSettled(typed.registration_number.trim());
  const body = {
    ...(name.length >= NAME_MIN && { name }),
    ...(/^\S+@\S+\.\S+$/.test(email) && { email }),
    ...(number.length >= NAME_MIN && { registration_number: number }),
  };
  const isAsked = Object.keys(body).length > 0;
  const found = useQuery({
    queryKey: onceKey('/partners/duplicates', body),
    queryFn: () => take(api.POST('/partners/duplicates', { body })),
    enabled: isAsked,
    staleTime: 0,
  });
  return isAsked ? (found.data?.data ?? []) : [];
}

interface DuplicatesProps {
  readonly same: readonly PartnerDuplicate[];
  readonly isOther: boolean;
  readonly onChange: (isOther: boolean) => void;
}

/** Warns of each, with what is the same, and asks whether it is another business. */
function Duplicates({ same, isOther, onChange }: DuplicatesProps) {
  return (
    <div aria-live="polite">
      {same.length > 0 && (
        <Alert color="yellow" variant="outline" title={words.duplicates}>
          <Stack gap="xs">
            {same.map(({ partner, same: by, status }) => (
              <div key={partner.id}>
                <Link to={to.partner(partner.id)} target="_blank">
                  {partner.name}
                </Link>{' '}
                ({partnerWords.statuses[status]}): {by.map((each) => words.same[each]).join(', ')}
              </div>
            ))}
            {/* by hand: it belongs to the list above, and no call has it as a switch. */}
            <Checkbox
              label={words.isOther}
              checked={isOther}
              onChange={(event) => onChange(event.currentTarget.checked)}
            />
          </Stack>
        </Alert>
      )}
    </div>
  );
}
