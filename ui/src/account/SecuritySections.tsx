import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { TotpSetup as Setup } from '@psnb2b/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmAct } from '../act/ConfirmAct.tsx';
import { Form } from '../form/Form.tsx';
import { Section } from '../page/Page.tsx';
import { say } from '../shell/say.ts';
import { FailureNote } from '../state/FailureNote.tsx';
import { text } from '../text/text.ts';
import { Facts } from '../value/Facts.tsx';
import { StatusBadge } from '../value/StatusBadge.tsx';
import { meQuery, useAccount, useMe } from './account.ts';
import { mayRemoveFactor } from './may-remove-factor.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { TotpSetup } from './TotpSetup.tsx';

/** The authenticator and the recovery codes. */
export function FactorSection() {
  const { api, useDo } = useAccount();
  const client = useQueryClient();
  const { second_factor: factor } = useMe();
  const [setup, setSetup] = useState<Setup | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const start = useDo('POST /second-factor/totp', { onDone: setSetup });
  const remove = useDo('POST /second-factor/totp/remove', {
    send: () => ({}),
    onDone: () => say(text.security.removed),
  });
  const renew = useDo('POST /second-factor/recovery-codes', {
    send: () => ({}),
    onDone: ({ codes: made }) => setCodes(made),
  });
  const confirmed = (made: readonly string[]) => {
    setSetup(null);
    setCodes(made);
    client.invalidateQueries(meQuery(api));
  };
  const state = factor.totp ? (
    <StatusBadge tone="good">{text.security.factorOn}</StatusBadge>
  ) : (
    <StatusBadge tone="wait">{text.security.factorOff}</StatusBadge>
  );
  return (
    <Section title={text.security.factor} lead={text.security.factorLead} acts={state}>
      <Stack gap="md">
        {setup ? (
          <TotpSetup setup={setup} onDone={confirmed} />
        ) : (
          <>
            {start.failure && <FailureNote failure={start.failure} />}
            <Group gap="xs">
              <Button
                {...(factor.totp && { variant: 'default' })}
                loading={start.busy}
                onClick={() => start.run()}
              >
                {factor.totp ? text.enrol.startNew : text.enrol.start}
              </Button>
              {factor.totp && (
                <ConfirmAct
                  label={text.security.remove}
                  says={text.security.removeSays}
                  act={remove}
                  allowed={mayRemoveFactor(factor, { totp: 1, passkeys: 0 })}
                  danger
                />
              )}
            </Group>
          </>
        )}
        {(factor.totp || factor.passkeys > 0) && (
          <Group justify="space-between">
            <Facts
              facts={[[text.security.recovery, text.security.recoveryLeft(factor.recovery_codes)]]}
            />
            <ConfirmAct label={text.security.renew} says={text.security.renewSays} act={renew} />
          </Group>
        )}
      </Stack>
      {codes.length > 0 && <RecoveryCodes codes={codes} onKept={() => setCodes([])} />}
    </Section>
  );
}

/** The name that others see. */
export function YouSection() {
  const { api, useDo } = useAccount();
  const { user } = useMe();
  const client = useQueryClient();
  const form = useForm({ initialValues: { name: user.name } });
  const rename = useDo('POST /me/name', {
    send: (body: { name: string }) => ({ body }),
    onDone: (me) => {
      client.setQueryData(meQuery(api).queryKey, me);
      say(text.security.nameSaved);
    },
  });
  return (
    <Section title={text.security.profile}>
      <Form form={form} act={rename}>
        <TextInput
          label={text.security.name}
          autoComplete="name"
          maw={360}
          {...form.getInputProps('name')}
        />
      </Form>
    </Section>
  );
}

/** A new password ends all other sessions. */
export function PasswordSection() {
  const { useDo } = useAccount();
  const { user } = useMe();
  const form = useForm({ initialValues: { password: '' } });
  const change = useDo('POST /password', {
    send: (body: { password: string }) => ({ body }),
    onDone: () => {
      form.reset();
      say(text.security.passwordSaved);
    },
  });
  return (
    <Section title={text.security.password} lead={text.security.passwordLead}>
      <Form form={form} act={change} submit={text.security.passwordSubmit}>
        <input type="email" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordInput
          label={text.signIn.newPassword}
          description={text.signIn.newPasswordHint}
          autoComplete="new-password"
          maw={360}
          {...form.getInputProps('password')}
        />
      </Form>
    </Section>
  );
}
