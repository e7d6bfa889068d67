import { Alert, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { text } from '../text/text.ts';
import { CopyId } from '../value/CopyId.tsx';
import { WithTimes } from '../value/WithTimes.tsx';
import classes from './refusal.module.css';
import { useRefusals } from './refusal-place.ts';

/** Says that somebody else was faster, who, and that nothing was carried out; or that the outcome is not known. */
export function RefusalNote({
  changed,
  flush = false,
}: {
  /** `The claim changed meanwhile`, on the page of a claim. */
  readonly changed?: string;
  readonly flush?: boolean;
}) {
  const refusals = useRefusals();
  if (!refusals?.refused) return null;
  const { failure, name } = refusals.refused;
  const words = text.refusal;
  const isUnknown = failure.code === 'outcome_unknown';
  const title = name === null ? (changed ?? words.changed) : words.changedOf(name);
  return (
    <Alert
      color="red"
      variant="outline"
      title={isUnknown ? words.unknown : title}
      icon={<IconAlertTriangle size={18} aria-hidden />}
      role="alert"
      className={classes.note ?? ''}
      data-flush={flush || undefined}
      withCloseButton
      closeButtonLabel={text.close}
      onClose={() => refusals.report(null)}
    >
      <Stack gap={4}>
        {isUnknown ? (
          <div>{words.unknownText}</div>
        ) : (
          <>
            <div>
              <WithTimes text={failure.code === 'not_found' ? words.removed : failure.message} />
            </div>
            <div>{words.nothingDone}</div>
          </>
        )}
        {failure.requestId && <CopyId id={failure.requestId} what={text.failure.request} />}
      </Stack>
    </Alert>
  );
}
