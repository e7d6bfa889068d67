import { Alert, Button, Stack, Text } from '@mantine/core';
import { type Fact, Facts, FormDialog } from '@psnb2b/ui';
import type { ComponentProps, ReactNode } from 'react';

interface Props<Values extends Record<string, unknown>>
  extends Pick<ComponentProps<typeof FormDialog<Values>>, 'title' | 'onClose' | 'of' | 'ready'> {
  readonly facts: readonly Fact[];
  /** Why a second person has to approve it; false: nobody has to. */
  readonly needsTwo: string | false;
  readonly words: {
    readonly back: string;
    readonly confirm: string;
    readonly propose: string;
    readonly orders: string;
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
    <FormDialog
      {...dialog}
      submit={needsTwo === false ? words.confirm : words.propose}
      more={again}
    >
      <Stack gap="sm" tabIndex={-1} ref={(element) => element?.focus()}>
        <Facts facts={facts} />
        <Text size="sm">{words.orders}</Text>
        {needsTwo !== false && (
          <Alert color="yellow" variant="outline">
            {needsTwo}
          </Alert>
        )}
      </Stack>
      {children}
    </FormDialog>
  );
}
