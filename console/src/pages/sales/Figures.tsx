import type { ReactNode } from 'react';
import classes from './sales.module.css';

/** Figures beside each other, each with what it is compared with. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <dl className={classes.figures}>{children}</dl>;
}

export function Figure({
  label,
  value,
  change,
}: {
  readonly label: string;
  readonly value: ReactNode;
  readonly change: string | null;
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className={classes.value}>{value}</span>
        {change !== null && <span className={classes.change}>{change}</span>}
      </dd>
    </div>
  );
}
