import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import { groupDigits } from './group-digits.ts';
import classes from './value.module.css';

export type Fact = readonly [label: string, value: ReactNode];

/** A longer text gets a row of its own. */
const LONG = 160;

/** Labels and values, as a description list; an unknown value is shown as a dash, a figure grouped. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) => (
        <div key={label} className={classes.fact} data-long={isLong(value)}>
          <dt>{label}</dt>
          <dd>{shown(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function isLong(value: ReactNode): boolean {
  return typeof value === 'string' && value.length > LONG;
}

function shown(value: ReactNode): ReactNode {
  if (typeof value === 'number') return groupDigits(value);
  return value === null || value === undefined || value === '' ? text.none : value;
}
