import { Button, Group, Stack } from '@mantine/core';
import type { TotpSetup as Setup } from '@psnb2b/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmAct } from '../act/ConfirmAct.tsx';
import { Field } from '../form/Field.tsx';
import { Form } from '../form/Form.tsx';
import { Section } from '../page/Page.tsx';
import { say } from '../shell/say.ts';
import { FailureNote } from '../state/FailureNote.tsx';
import { Facts } from '../value/Facts.tsx';
import { StatusBadge } from '../value/StatusBadge.tsx';
import { meQuery, useAccount, useMe } from './account.ts';
import { mayRemoveFactor } from './may-remove-factor.ts';
import { NewPasswordField } from './NewPasswordField.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { TotpSetup } from './TotpSetup.tsx';
import { Username } from './Username.tsx';
import { words } from './words.ts';

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
    onDone: () => say(words.security.removed),
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
    <StatusBadge tone="good">{words.security.factorOn}</StatusBadge>
  ) : (
    <StatusBadge tone="wait">{words.security.factorOff}</StatusBadge>
  );
  return (
    <Section title={words.security.factor} lead={words.security.factorLead} acts={state}>
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
                {factor.totp ? words.enrol.startNew : words.enrol.start}
              </Button>
              {factor.totp && (
                <ConfirmAct
                  label={words.security.remove}
                  says={words.security.removeSays}
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
              facts={[
                [words.security.recovery, words.security.recoveryLeft(factor.recovery_codes)],
              ]}
            />
            <ConfirmAct label={words.security.renew} says={words.security.renewSays} act={renew} />
          </Group>
        )}
      </Stack>
      {codes.length > 0 && <RecoveryCodes codes={codes} onKept={() => setCodes([])} />}
    </Section>
  );
}

/** The name that others see. */
export function YouSection() {
  const { api, useFormOf } = useAccount();
  const { user } = useMe();
  const client = useQueryClient();
  const rename = useFormOf('POST /me/name', {
    initial: { name: user.name },
    onDone: (me) => {
      client.setQueryData(meQuery(api).queryKey, me);
      say(words.security.nameSaved);
    },
  });
  return (
    <Section title={words.security.profile}>
      <Form {...rename}>
        <Field of={rename} name="name" label={words.security.name} autoComplete="name" narrow />
      </Form>
    </Section>
  );
}

/** The form for a new password, which ends all other sessions. */
export function PasswordSection() {
  const { useFormOf } = useAccount();
  const { user } = useMe();
  const change = useFormOf('POST /password', {
    initial: { password: '' },
    onDone: () => {
      change.form.reset();
      say(words.security.passwordSaved);
    },
  });
  return (
    <Section title={words.security.password} lead={words.security.passwordLead}>
      <Form {...change} submit={words.security.passwordSubmit}>
        <Username email={user.email} />
        <NewPasswordField of={change} narrow />
      </Form>
    </Section>
  );
}
