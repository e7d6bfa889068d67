import { Alert, Stack } from '@mantine/core';
import { CopyId, type Failure } from '@psnb2b/ui';
import { IconAlertTriangle } from '@tabler/icons-react';
import { text } from '../text.ts';
import { words } from './words.ts';

/** Says that somebody else was faster, who, and that nothing was carried out; or that the outcome is not known. */
export function ConflictNote({
  failure,
  changed,
  onClose,
}: {
  readonly failure: Failure;
  /** `The claim changed meanwhile` */
  readonly changed: string;
  readonly onClose: () => void;
}) {
  const isUnknown = failure.code === 'outcome_unknown';
  return (
    <Alert
      color="red"
      variant="outline"
      title={isUnknown ? words.unknown : changed}
      icon={<IconAlertTriangle size={18} aria-hidden />}
      role="alert"
      withCloseButton
      closeButtonLabel={text.close}
      onClose={onClose}
    >
      <Stack gap={4}>
        {isUnknown ? (
          <div>{words.unknownText}</div>
        ) : (
          <>
            <div>{failure.message}</div>
            <div>{words.changedText}</div>
          </>
        )}
        {failure.requestId && <CopyId id={failure.requestId} what={words.request} />}
      </Stack>
    </Alert>
  );
}
