import { Text } from '@mantine/core';
import { useState } from 'react';
import { Field } from '../form/Field.tsx';
import { Form } from '../form/Form.tsx';
import { Section } from '../page/Page.tsx';
import { useAccount, useMe } from './account.ts';
import { words } from './words.ts';

/** The address for sign-in; a new one counts once its link has been opened. */
export function EmailSection() {
  const { useFormOf } = useAccount();
  const { user } = useMe();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const ask = useFormOf('POST /me/email', {
    initial: { email: '' },
    onDone: (_accepted, { email }) => {
      ask.form.reset();
      setSentTo(email);
    },
  });
  return (
    <Section
      title={words.security.email}
      lead={<span className="breaks">{words.security.emailLead(user.email)}</span>}
    >
      <Form {...ask} submit={words.security.emailSubmit}>
        <Field of={ask} name="email" label={words.security.emailNew} autoComplete="email" narrow />
      </Form>
      <Text role="status" size="sm" mt={sentTo === null ? 0 : 'md'} className="breaks">
        {sentTo !== null && words.security.emailSent(sentTo)}
      </Text>
    </Section>
  );
}
