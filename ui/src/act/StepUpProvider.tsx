import { Anchor, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import { type Failure, toFailure } from '../http/failure.ts';
import { FailureNote } from '../state/FailureNote.tsx';
import { text } from '../text/text.ts';
import { passkeysWork } from './passkey.ts';
import { StepUpContext } from './step-up-context.ts';

export type ProofMethod = 'password' | 'totp' | 'recovery_code' | 'passkey';

interface Props {
  /** What this person may prove it with. */
  readonly methods: readonly ProofMethod[];
  /** Sends a password or a code; throws a Failure when it is refused. */
  readonly prove: (method: ProofMethod, value: string) => Promise<unknown>;
  readonly provePasskey: () => Promise<unknown>;
  readonly children: ReactNode;
}

/** The act that needs the proof may be a dialog itself. */
const ABOVE = 300;

/** Gives every act below it the dialog that proves again who is acting. */
export function StepUpProvider({ methods, prove, provePasskey, children }: Props) {
  const [open, setOpen] = useState(false);
  const settle = useRef<(proven: boolean) => void>(() => {});
  const ask = useCallback(() => {
    settle.current(false);
    setOpen(true);
    return new Promise<boolean>((resolve) => {
      settle.current = resolve;
    });
  }, []);
  const end = (proven: boolean) => {
    setOpen(false);
    settle.current(proven);
  };
  return (
    <StepUpContext value={ask}>
      {children}
      <Modal
        opened={open}
        onClose={() => end(false)}
        title={text.stepUp.title}
        size="sm"
        zIndex={ABOVE}
      >
        {open && (
          <ProofForm
            {...{ methods, prove, provePasskey }}
            intro={text.stepUp.intro}
            onDone={() => end(true)}
          />
        )}
      </Modal>
    </StepUpContext>
  );
}

/** The fields of a proof, for the dialog and for the second step of a sign-in. */
export function ProofForm({
  methods,
  prove,
  provePasskey,
  intro,
  submit = text.stepUp.confirm,
  onDone,
}: Omit<Props, 'children'> & {
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
