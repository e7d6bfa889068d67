import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { MouseEventHandler } from 'react';

/** Whether something can be done, and the sentence that says why not. */
export type Allowed = { readonly can: true } | { readonly can: false; readonly why: string };

interface Props extends ButtonProps {
  readonly allowed?: Allowed;
  readonly type?: 'button' | 'submit';
  readonly onClick?: MouseEventHandler<HTMLButtonElement>;
  /** The key that presses it; it only opens something, or does what can be undone. */
  readonly shortcut?: string | undefined;
}

/**
 * A button that shows why it cannot be pressed. It then stays in the tab order, so that the reason can be read with the
 * keyboard too.
 */
export function ActButton({
  allowed = { can: true },
  onClick,
  type = 'button',
  shortcut,
  ...own
}: Props) {
  const rest = { ...own, ...(shortcut !== undefined && { 'aria-keyshortcuts': shortcut }) };
  if (allowed.can) return <Button type={type} {...(onClick && { onClick })} {...rest} />;
  return (
    <Tooltip label={allowed.why} events={{ hover: true, focus: true, touch: true }}>
      <Button
        {...rest}
        type="button"
        data-disabled
        aria-disabled
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  );
}
