import { Field } from '../form/Field.tsx';
import type { CallForm } from '../form/form-of-call.ts';
import { words } from './words.ts';

/** The field in which a person chooses a password, with the same words everywhere. */
export function NewPasswordField<Values extends { password: string }>({
  of,
  narrow = false,
}: {
  readonly of: CallForm<Values & Record<string, unknown>>;
  readonly narrow?: boolean;
}) {
  return (
    <Field
      of={of as unknown as CallForm<{ password: string }>}
      name="password"
      label={words.signIn.newPassword}
      hint={words.signIn.newPasswordHint}
      autoComplete="new-password"
      narrow={narrow}
    />
  );
}
