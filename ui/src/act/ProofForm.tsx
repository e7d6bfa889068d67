import { Anchor, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { type Failure, toFailure } from '../http/failure.ts';
import { FailureNote } from '../state/FailureNote.tsx';
import { text } from '../text/text.ts';
import { passkeysWork } from './passkey.ts';

export type ProofMethod = 'password' | 'totp' | 'recovery_code' | 'passkey';

export interface Proving {
  /** The methods that this person may use. */
  readonly methods: readonly ProofMethod[];
  /** Sends a password or a code; throws a Failure if it is refused. */
  readonly prove: (method: ProofMethod, value: string) => Promise<unknown>;
  readonly provePasskey: () => Promise<unknown>;
}

/**
 * The fields of a proof, for the dialog and for the second step of a sign-in.
 * by hand: the field depends on the method, and the call on the place where it is used.
 */
export function ProofForm({
  methods,
  prove,
  provePasskey,
  intro,
  submit = text.stepUp.confirm,
  onDone,
}: Proving & {
  readonly intro?: string;
  readonly submit?: string;
  readonly onDone: () => void;
}) {
  const typed: ProofMethod[] = (['totp', 'recovery_code', 'password'] as const).filter((each) =>
    methods.includes(each),
  );
  const [method, setMethod] = useState<ProofMethod | undefined>(typed[0]);
  const [value, setValue] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const attempt = async (proof: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await proof();
      onDone();
    } catch (error) {
      setFailure(toFailure(error));
      setValue('');
    } finally {
      setBusy(false);
    }
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (method !== undefined && value !== '') attempt(() => prove(method, value.trim()));
  };
  const other = typed.find((each) => each !== method && each !== 'password');
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        {intro && (
          <Text size="sm" c="dimmed">
            {intro}
          </Text>
        )}
        {failure && <FailureNote failure={failure} />}
        {method === 'password' && (
          <PasswordInput
            label={text.stepUp.password}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
            autoComplete="current-password"
            data-autofocus
          />
        )}
        {(method === 'totp' || method === 'recovery_code') && (
          <TextInput
            key={method}
            label={method === 'totp' ? text.stepUp.code : text.stepUp.recovery}
            description={method === 'totp' ? text.stepUp.codeHint : undefined}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
            inputMode={method === 'totp' ? 'numeric' : 'text'}
            autoComplete="one-time-code"
            classNames={{ input: 'mono' }}
            data-autofocus
          />
        )}
        {method && (
          <Button type="submit" loading={busy} disabled={value === ''} fullWidth>
            {submit}
          </Button>
        )}
        {methods.includes('passkey') && passkeysWork() && (
          <Button
            variant="default"
            leftSection={<IconFingerprint size={16} aria-hidden />}
            onClick={() => attempt(provePasskey)}
            disabled={busy}
            fullWidth
          >
            {text.stepUp.usePasskey}
          </Button>
        )}
        {other && (
          <Group justify="center">
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => {
                setMethod(other);
                setValue('');
              }}
            >
              {other === 'totp' ? text.stepUp.useCode : text.stepUp.useRecovery}
            </Anchor>
          </Group>
        )}
      </Stack>
    </form>
  );
}
