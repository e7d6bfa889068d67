import { Alert, Button, Stack, Text } from '@mantine/core';
import { type Fact, Facts, FormDialog } from '@psnb2b/ui';
import type { ComponentProps, ReactNode } from 'react';

interface Props<Values extends Record<string, unknown>>
  extends Pick<ComponentProps<typeof FormDialog<Values>>, 'title' | 'onClose' | 'of'> {
  readonly facts: readonly Fact[];
  readonly needsTwo: boolean;
  readonly words: {
    readonly back: string;
    readonly confirm: string;
    readonly orders: string;
    readonly needsTwo: string;
  };
  readonly onBack: () => void;
  /** What else must be said before it is confirmed. */
  readonly children?: ReactNode;
}

/** The second step of a new price: its effect gets the focus, so that it is read out before it is confirmed. */
export function ConfirmPrice<Values extends Record<string, unknown>>({
  facts,
  needsTwo,
  words,
  onBack,
  children,
  ...dialog
}: Props<Values>) {
  const again = (
    <Button variant="default" onClick={onBack}>
      {words.back}
    </Button>
  );
  return (
    <FormDialog {...dialog} submit={words.confirm} more={again}>
      <Stack gap="sm" tabIndex={-1} ref={(element) => element?.focus()}>
        <Facts facts={facts} />
        <Text size="sm">{words.orders}</Text>
        {needsTwo && (
          <Alert color="yellow" variant="outline">
            {words.needsTwo}
          </Alert>
        )}
      </Stack>
      {children}
    </FormDialog>
  );
}
