import { Button, Modal } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ComponentProps, ReactNode } from 'react';
import type { Act } from '../act/use-act.ts';
import { text } from '../text/text.ts';
import { Form } from './Form.tsx';
import { leaving } from './unsaved.ts';

interface Props<Values extends Record<string, unknown>> {
  readonly title: string;
  readonly onClose: () => void;
  /** The form and its act; the result of `useFormOf` has both. */
  readonly of: {
    readonly form: UseFormReturnType<Values>;
    readonly act: Pick<Act<Values, unknown>, 'run' | 'busy' | 'failure'>;
  };
  readonly submit?: string;
  /** In place of the button that closes. */
  readonly more?: ReactNode;
  readonly size?: ComponentProps<typeof Modal>['size'];
  /** The act cannot be undone. */
  readonly danger?: boolean;
  /** Whether what was typed is enough to send it. */
  readonly ready?: boolean;
  readonly children: ReactNode;
}

/** A form in a dialog, mounted when it opens, so that every opening starts with its initial values. It cannot be closed while it sends. */
export function FormDialog<Values extends Record<string, unknown>>({
  title,
  onClose,
  of: { form, act },
  submit,
  more,
  size,
  danger = false,
  ready = true,
  children,
}: Props<Values>) {
  const close = () => !act.busy && onClose();
  return (
    <Modal
      opened
      onClose={() => leaving(close)}
      title={title}
      {...(size !== undefined && { size })}
    >
      <Form
        form={form}
        act={act}
        danger={danger}
        ready={ready}
        {...(submit !== undefined && { submit })}
        more={
          more || (
            <Button variant="default" onClick={close}>
              {text.cancel}
            </Button>
          )
        }
      >
        {children}
      </Form>
    </Modal>
  );
}
