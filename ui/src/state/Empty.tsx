import type { ReactNode } from 'react';
import classes from './state.module.css';

/** An empty list, with what would be in it and what to do next. */
export function Empty({
  title,
  hint,
  action,
}: {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>{title}</p>
      {hint && <p className={classes.emptyHint}>{hint}</p>}
      {action && <div className={classes.emptyAction}>{action}</div>}
    </div>
  );
}
