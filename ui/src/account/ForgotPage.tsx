import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { Link } from 'react-router';
import { Form } from '../form/Form.tsx';
import { Gate } from '../shell/Gate.tsx';
import { text } from '../text/text.ts';
import { useAccount } from './account.ts';

/** Asks for a link; the answer never tells whether there is such an account. */
export function ForgotPage() {
  const { app, to, useDo } = useAccount();
  const [sent, setSent] = useState(false);
  const form = useForm({ initialValues: { email: '' } });
  const act = useDo('POST /password-resets', {
    send: (body: { email: string }) => ({ body }),
    onDone: () => setSent(true),
  });
  const back = <Link to={to.signIn}>{text.signIn.title}</Link>;
  if (sent) {
    return (
      <Gate app={app} home={to.signIn} title={text.forgot.sentTitle} foot={back}>
        <p role="status">{text.forgot.sent}</p>
      </Gate>
    );
  }
  return (
    <Gate app={app} home={to.signIn} title={text.forgot.title} lead={text.forgot.lead} foot={back}>
      <Form form={form} act={act} submit={text.forgot.submit} wide>
        <TextInput
          label={text.signIn.email}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
      </Form>
    </Gate>
  );
}
