import { Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { Form } from '../form/Form.tsx';
import { Section } from '../page/Page.tsx';
import { text } from '../text/text.ts';
import { useAccount, useMe } from './account.ts';

/** The address that one signs in with; another counts once the link sent to it is opened. */
export function EmailSection() {
  const { useDo } = useAccount();
  const { user } = useMe();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({ initialValues: { email: '' } });
  const ask = useDo('POST /me/email', {
    send: (body: { email: string }) => ({ body }),
    onDone: (_accepted, { email }) => {
      form.reset();
      setSentTo(email);
    },
  });
  return (
    <Section
      title={text.security.email}
      lead={<span className="breaks">{text.security.emailLead(user.email)}</span>}
    >
      <Form form={form} act={ask} submit={text.security.emailSubmit}>
        <TextInput
          label={text.security.emailNew}
          type="email"
          autoComplete="email"
          maw={360}
          {...form.getInputProps('email')}
        />
      </Form>
      <Text role="status" size="sm" mt={sentTo === null ? 0 : 'md'} className="breaks">
        {sentTo !== null && text.security.emailSent(sentTo)}
      </Text>
    </Section>
  );
}
