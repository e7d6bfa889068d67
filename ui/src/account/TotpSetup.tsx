import { Stack, Text } from '@mantine/core';
import type { TotpSetup as Setup } from '@psnb2b/contract';
import { Field } from '../form/Field.tsx';
import { Form } from '../form/Form.tsx';
import { CopyValue } from '../value/CopyId.tsx';
import { QrCode } from '../value/QrCode.tsx';
import classes from './account.module.css';
import { useAccount } from './account.ts';
import { words } from './words.ts';

interface Props {
  readonly setup: Setup;
  /** With recovery codes, if these are the first. */
  readonly onDone: (codes: readonly string[]) => void;
}

/** Shows the secret as a picture and as text, and asks for the first code, which proves that the app has it. */
export function TotpSetup({ setup, onDone }: Props) {
  const { useFormOf } = useAccount();
  const confirm = useFormOf('POST /second-factor/totp/confirm', {
    initial: { code: '' },
    onDone: ({ codes }) => onDone(codes),
  });
  return (
    <Stack gap="md">
      <Text size="sm">{words.enrol.scan}</Text>
      <QrCode value={setup.uri} label={words.enrol.qr} />
      <Text size="sm" component="div">
        <span className={classes.quiet}>{words.enrol.secret}</span>{' '}
        <output aria-label={words.enrol.secret} className="mono breaks">
          {setup.secret}
        </output>
        <CopyValue value={setup.secret} what={words.enrol.secret} />
      </Text>
      <Form {...confirm} submit={words.enrol.confirm}>
        <Field
          of={confirm}
          name="code"
          label={words.enrol.code}
          autoComplete="one-time-code"
          mono
        />
      </Form>
    </Stack>
  );
}
