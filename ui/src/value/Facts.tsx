import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import classes from './value.module.css';

export type Fact = readonly [label: string, value: ReactNode];

/** Labels and values, as a description list; an unknown value is shown as a dash. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? text.none : value}</dd>
        </div>
      ))}
    </dl>
  );
}
