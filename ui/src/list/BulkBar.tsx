import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import classes from './list.module.css';

/** What can be done with the ticked rows, above them. */
export function BulkBar({
  count,
  onClear,
  children,
}: {
  readonly count: number;
  readonly onClear: () => void;
  readonly children: ReactNode;
}) {
  return (
    <section className={classes.bulk} data-bulk aria-label={text.list.ticked(count)}>
      <span role="status">{text.list.ticked(count)}</span>
      {children}
      <Button size="xs" variant="subtle" onClick={onClear}>
        {text.list.untick}
      </Button>
    </section>
  );
}
