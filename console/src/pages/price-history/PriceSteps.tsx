import { Alert, Button, Text } from '@mantine/core';
import {
  type Act,
  type CallForm,
  type Fact,
  Facts,
  Field,
  type FieldName,
  FormDialog,
  ReadFirst,
} from '@psnb2b/ui';
import type { ReactNode } from 'react';

interface Meant extends Record<string, unknown> {
  readonly jump: boolean;
}

interface Props<Values extends Meant, Plan extends { readonly needs_two: boolean }> {
  readonly title: string;
  readonly onClose: () => void;
  readonly of: CallForm<Values>;
  /** Asks for the plan of what was typed. */
  readonly look: Act<NoInfer<Values>, Plan>;
  /** Null in the first step. */
  readonly plan: Plan | null;
  readonly onBack: () => void;
  /** What the plan changes. */
  readonly effectOf: (plan: Plan) => readonly Fact[];
  /** What is ticked before a price that looks like a slip is confirmed; null: it does not. */
  readonly jumpOf: (plan: Plan) => string | null;
  readonly words: {
    readonly plan: string;
    readonly back: string;
    readonly confirm: string;
    readonly propose: string;
    readonly orders: string;
    /** Why a second person has to approve it, if one has to. */
    readonly needsTwo: string;
  };
  /** The fields of the first step. */
  readonly children: ReactNode;
}

/** A new price in two steps: it is typed, then its effect is read, which gets the focus, and confirmed. */
export function PriceSteps<Values extends Meant, Plan extends { readonly needs_two: boolean }>({
  of,
  look,
  plan,
  onBack,
  effectOf,
  jumpOf,
  words,
  children,
  ...dialog
}: Props<Values, Plan>) {
  if (plan === null) {
    return (
      <FormDialog key="typed" {...dialog} of={{ form: of.form, act: look }} submit={words.plan}>
        {children}
      </FormDialog>
    );
  }
  const jump = jumpOf(plan);
  const { needs_two } = plan;
  const again = (
    <Button variant="default" onClick={onBack}>
      {words.back}
    </Button>
  );
  return (
    <FormDialog
      key="planned"
      {...dialog}
      of={of}
      ready={jump === null || of.form.values.jump}
      submit={needs_two ? words.propose : words.confirm}
      more={again}
    >
      <ReadFirst>
        <Facts facts={effectOf(plan)} />
        <Text size="sm">{words.orders}</Text>
        {needs_two && (
          <Alert color="yellow" variant="outline">
            {words.needsTwo}
          </Alert>
        )}
      </ReadFirst>
      {jump !== null && <Field of={of} name={'jump' as FieldName<Values>} label={jump} />}
    </FormDialog>
  );
}
