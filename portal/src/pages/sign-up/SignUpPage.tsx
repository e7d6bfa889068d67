import { PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { SignUp } from '@psnb2b/contract';
import { Form, Gate, Link } from '@psnb2b/ui';
import { useState } from 'react';
import { countries } from '../../countries.ts';
import { useDo } from '../../door.ts';
import { to } from '../../pages.ts';
import { t } from '../../text/text.ts';

const CURRENCIES = ['USD', 'EUR', 'GBP', 'AUD', 'CAD', 'BRL', 'INR', 'JPY', 'PLN', 'TRY'];

/** A business and its first person; the e-mail's link makes both. */
export function SignUpPage() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm<SignUp>({
    initialValues: {
      business_name: '',
      country: '',
      currency: 'USD',
      name: '',
      email: '',
      password: '',
    },
  });
  const act = useDo('POST /sign-up', {
    send: (body: SignUp) => ({ body }),
    onDone: (_accepted, { email }) => setSentTo(email),
  });
  const foot = (
    <>
      {t.signUp.haveAccount} <Link to={to.signIn}>{t.signUp.signIn}</Link>
    </>
  );
  if (sentTo !== null) {
    return (
      <Gate app={t.app} home={to.signIn} title={t.signUp.doneTitle} foot={foot}>
        <p role="status">{t.signUp.done(sentTo)}</p>
      </Gate>
    );
  }
  return (
    <Gate app={t.app} home={to.signIn} title={t.signUp.title} lead={t.signUp.lead} foot={foot}>
      <Form form={form} act={act} submit={t.signUp.submit} wide>
        <TextInput
          label={t.signUp.business}
          autoComplete="organization"
          {...form.getInputProps('business_name')}
        />
        <Select
          label={t.signUp.country}
          description={t.signUp.countryHint}
          data={countries}
          searchable
          {...form.getInputProps('country')}
        />
        <Select
          label={t.signUp.currency}
          description={t.signUp.currencyHint}
          data={CURRENCIES}
          allowDeselect={false}
          {...form.getInputProps('currency')}
        />
        <TextInput label={t.signUp.name} autoComplete="name" {...form.getInputProps('name')} />
        <TextInput
          label={t.signUp.email}
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t.signUp.password}
          description={t.signUp.passwordHint}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
      </Form>
    </Gate>
  );
}
