import { useState } from 'react';
import { Link } from 'react-router';
import { Field } from '../form/Field.tsx';
import { Form } from '../form/Form.tsx';
import { CardPage } from '../shell/CardPage.tsx';
import { useAccount } from './account.ts';
import { OtherCells } from './OtherCells.tsx';
import { words } from './words.ts';

/** Requests a link; the answer never reveals whether the account exists. */
export function ForgotPage() {
  const { app, to, useFormOf } = useAccount();
  const [sent, setSent] = useState(false);
  const ask = useFormOf('POST /password-resets', {
    initial: { email: '' },
    onDone: () => setSent(true),
  });
  const back = (
    <>
      <Link to={to.signIn}>{words.signIn.title}</Link>
      <OtherCells />
    </>
  );
  if (sent) {
    return (
      <CardPage app={app} home={to.signIn} title={words.forgot.sentTitle} foot={back}>
        <p role="status">{words.forgot.sent}</p>
      </CardPage>
    );
  }
  return (
    <CardPage
      app={app}
      home={to.signIn}
      title={words.forgot.title}
      lead={words.forgot.lead}
      foot={back}
    >
      <Form {...ask} submit={words.forgot.submit} wide question>
        <Field of={ask} name="email" label={words.signIn.email} autoComplete="username" />
      </Form>
    </CardPage>
  );
}
