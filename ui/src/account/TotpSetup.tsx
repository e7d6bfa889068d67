import { Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { TotpSetup as Setup } from '@psnb2b/contract';
import { encode } from 'uqr';
import { Form } from '../form/Form.tsx';
import { text } from '../text/text.ts';
import { CopyValue } from '../value/CopyId.tsx';
import classes from './account.module.css';
import { useAccount } from './account.ts';

interface Props {
  readonly setup: Setup;
  /** With recovery codes, if these are the first. */
  readonly onDone: (codes: readonly string[]) => void;
}

/** The secret as a picture and as text, and the first code that proves it arrived. */
export function TotpSetup({ setup, onDone }: Props) {
  const { useDo } = useAccount();
  const form = useForm({ initialValues: { code: '' } });
  const act = useDo('POST /second-factor/totp/confirm', {
    send: ({ code }: { code: string }) => ({ body: { code: code.trim() } }),
    onDone: ({ codes }) => onDone(codes),
  });
  return (
    <Stack gap="md">
      <Text size="sm">{text.enrol.scan}</Text>
      <QrCode value={setup.uri} />
      <Text size="sm" component="div">
        <span className={classes.quiet}>{text.enrol.secret}</span>{' '}
        <output aria-label={text.enrol.secret} className="mono breaks">
          {setup.secret}
        </output>
        <CopyValue value={setup.secret} what={text.enrol.secret} />
      </Text>
      <Form form={form} act={act} submit={text.enrol.confirm}>
        <TextInput
          label={text.enrol.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          classNames={{ input: 'mono' }}
          {...form.getInputProps('code')}
        />
      </Form>
    </Stack>
  );
}

function QrCode({ value }: { readonly value: string }) {
  const { data, size } = encode(value, { border: 2 });
  const cells = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return (
    <svg
      className={classes.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={text.enrol.qr}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={cells.join('')} fill="#000" />
    </svg>
  );
}
