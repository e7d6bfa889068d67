import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Failure } from '../http/failure.ts';
import { text } from '../text/text.ts';
import { CopyId } from '../value/CopyId.tsx';
import { WithTimes } from '../value/WithTimes.tsx';
import { FailureFigures } from './FailureFigures.tsx';

interface Props {
  readonly failure: Failure;
  /** Offered if trying again may help. */
  readonly onAgain?: () => void;
  /** Says that nothing typed was lost. */
  readonly kept?: boolean;
  /** Faults are shown at their fields already. */
  readonly placed?: boolean;
  /** What it says; without it, everything that is wrong. */
  readonly sentences?: readonly string[];
}

/** What failed, what was kept, and the request id to quote. */
export function FailureNote(props: Props) {
  const { failure, onAgain, kept = false, placed = false, sentences = failure.sentences } = props;
  return (
    <Alert
      color="red"
      variant="outline"
      title={placed ? text.form.fix : failure.title}
      icon={<IconAlertTriangle size={18} aria-hidden />}
      role="alert"
    >
      <Stack gap={6}>
        {sentences.map((sentence) => (
          <Text key={sentence} size="sm">
            <WithTimes text={sentence} />
          </Text>
        ))}
        {!placed && <FailureFigures failure={failure} />}
        {kept && (
          <Text size="sm" c="dimmed">
            {text.failure.kept}
          </Text>
        )}
        <Group gap="sm">
          {failure.requestId && (
            <Text size="xs" c="dimmed" component="span">
              {text.failure.request} <CopyId id={failure.requestId} what={text.failure.request} />
            </Text>
          )}
          {onAgain && (
            <Button size="xs" variant="default" onClick={onAgain}>
              {text.failure.again}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
