import { CardPage, countries, Field, Form, Link, readBrand } from '@psnb2b/ui';
import { OtherCells } from '@psnb2b/ui/account';
import { useState } from 'react';
import { useFormOf } from '../../client.ts';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { words } from './words.ts';

const CURRENCIES = ['USD', 'EUR', 'GBP', 'AUD', 'CAD', 'BRL', 'INR', 'JPY', 'PLN', 'TRY'];
const currencies = Object.fromEntries(CURRENCIES.map((each) => [each, each]));

/** Registers a business and its first person; both are created by the link in the e-mail. */
export function SignUpPage() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const signUp = useFormOf('POST /sign-up', {
    initial: {
      business_name: '',
      country: '',
      currency: 'USD',
      name: '',
      email: '',
      password: '',
    },
    onDone: (_accepted, { email }) => setSentTo(email),
  });
  const foot = (
    <>
      {words.haveAccount} <Link to={to.signIn}>{words.signIn}</Link>
      <OtherCells />
    </>
  );
  if (sentTo !== null) {
    return (
      <CardPage app={text.app} home={to.signIn} title={words.doneTitle} foot={foot}>
        <p role="status">{words.done(sentTo)}</p>
        {readBrand().demo !== null && <p className="quiet">{words.inDemo}</p>}
      </CardPage>
    );
  }
  return (
    <CardPage app={text.app} home={to.signIn} title={words.title} lead={words.lead} foot={foot}>
      <Form {...signUp} submit={words.submit} wide>
        <Field
          of={signUp}
          name="business_name"
          label={words.business}
          autoComplete="organization"
        />
        <Field
          of={signUp}
          name="country"
          label={words.country}
          hint={words.countryHint}
          choices={countries}
        />
        <Field
          of={signUp}
          name="currency"
          label={words.currency}
          hint={words.currencyHint}
          choices={currencies}
        />
        <Field of={signUp} name="name" label={words.name} autoComplete="name" />
        <Field of={signUp} name="email" label={words.email} autoComplete="username" />
        <Field
          of={signUp}
          name="password"
          label={words.password}
          hint={words.passwordHint}
          autoComplete="new-password"
        />
      </Form>
    </CardPage>
  );
}
