import { Group, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type FormEvent, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { ActButton, type Allowed } from '../act/ActButton.tsx';
import type { Act } from '../act/use-act.ts';
import type { Failure } from '../http/failure.ts';
import { isFinish } from '../keys/is-finish.ts';
import { FailureNote } from '../state/FailureNote.tsx';
import { Loading } from '../state/Loading.tsx';
import { text } from '../text/text.ts';
import classes from './form.module.css';
import { placeFaults } from './place-faults.ts';
import { useUnsaved } from './unsaved.ts';

interface Props<Values extends Record<string, unknown>> {
  readonly form: UseFormReturnType<Values>;
  readonly act: Pick<Act<Values, unknown>, 'run' | 'busy' | 'failure'>;
  /** The label of the button that sends. */
  readonly submit?: string;
  /** Beside it. */
  readonly more?: ReactNode;
  readonly wide?: boolean;
  /** The act cannot be undone. */
  readonly danger?: boolean;
  /** Whether enough was typed to send it. */
  readonly ready?: boolean;
  /** Whether it may be sent at all, and why not. */
  readonly allowed?: Allowed;
  /** It asks something, and changes nothing: what was typed is nothing to lose, and whoever leaves is not asked. */
  readonly question?: boolean;
  readonly children: ReactNode;
}

/**
 * A form whose rules are the server's: each fault is shown at the field that its JSON pointer names, and the first of
 * these fields gets the focus; all other faults are shown above the fields.
 */
export function Form<Values extends Record<string, unknown>>({
  form,
  act,
  submit = text.form.save,
  more,
  wide = false,
  danger = false,
  ready = true,
  allowed,
  question = false,
  children,
}: Props<Values>) {
  const element = useRef<HTMLFormElement>(null);
  const { failure } = act;
  const placed = failure ? placeFaults(failure.fields, form.values) : null;
  const { setErrors } = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer of the server.
  useEffect(() => {
    if (!placed) return;
    setErrors(placed.errors);
    requestAnimationFrame(() => showFault(element.current));
  }, [failure]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (form.validate().hasErrors) {
      requestAnimationFrame(() => showFault(element.current));
      return;
    }
    if (!act.busy) run();
  };
  const isSent = useRef(false);
  useUnsaved(() => !question && !isSent.current && form.isDirty());
  /** While it is sent, and from then on, nothing is lost by leaving. */
  const run = async () => {
    isSent.current = true;
    const done = await act.run(form.values);
    if (done !== null) form.resetDirty();
    isSent.current = false;
  };
  return (
    <form
      ref={element}
      onSubmit={send}
      onKeyDown={(event) => {
        if (isFinish(event)) element.current?.requestSubmit();
      }}
      noValidate
    >
      <Stack gap="md">
        {failure && placed && <FormFailure failure={failure} rest={placed.rest} />}
        <fieldset disabled={act.busy} className={classes.fields}>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </fieldset>
        <Group gap="sm" justify={wide ? 'stretch' : 'flex-start'}>
          <ActButton
            type="submit"
            loading={act.busy}
            fullWidth={wide}
            disabled={!ready}
            {...(allowed && { allowed })}
            {...(danger && { color: 'red' })}
          >
            {submit}
          </ActButton>
          {more}
        </Group>
      </Stack>
    </form>
  );
}

/** Focuses the first field with a fault; if there is none, scrolls to the message. */
function showFault(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (field) field.focus();
  else form?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'center' });
}

/** What has no field is said here; the rest is said at its field. */
function FormFailure({ failure, rest }: { failure: Failure; rest: readonly string[] }) {
  const placed = failure.fields.length > rest.length;
  const sentences = placed ? [...new Set(rest)] : failure.sentences;
  return <FailureNote {...{ failure, placed, sentences }} kept />;
}
