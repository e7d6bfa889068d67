import { Alert, Button, Stack, Text } from '@mantine/core';
import { type CallForm, type Fact, Facts, Field, type FieldName, FormDialog } from '@psnb2b/ui';
import type { ComponentProps } from 'react';

interface Meant extends Record<string, unknown> {
  readonly jump: boolean;
}

interface Props<Values extends Meant>
  extends Pick<ComponentProps<typeof FormDialog<Values>>, 'title' | 'onClose'> {
  readonly of: CallForm<Values>;
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
  /** What is ticked before a price that looks like a slip is confirmed; null: it does not. */
  readonly jump: string | null;
}

/** The second step of a new price: its effect gets the focus, so that it is read out before it is confirmed. */
export function ConfirmPrice<Values extends Meant>({
  of,
  facts,
  needsTwo,
  words,
  onBack,
  jump,
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
      of={of}
      ready={jump === null || of.form.values.jump}
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
      {jump !== null && <Field of={of} name={'jump' as FieldName<Values>} label={jump} />}
    </FormDialog>
  );
}
