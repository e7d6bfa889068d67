import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Section } from './Page.tsx';
import classes from './step-list.module.css';

interface ListProps {
  /** How far it is: `3 of 9 done`. */
  readonly title: string;
  readonly done: number;
  readonly all: number;
  /** `StepRow`s. */
  readonly children: ReactNode;
}

/** Steps that know whether they are done, with a bar of how far all of them are. */
export function StepList({ title, done, all, children }: ListProps) {
  return (
    <Section
      title={title}
      flush
      acts={<progress className={classes.bar} max={all} value={done} aria-label={title} />}
    >
      <ol className={classes.steps}>{children}</ol>
    </Section>
  );
}

interface RowProps {
  readonly number: number;
  /** `done` has a tick, `now` stands out, `later` steps back. */
  readonly state: string;
  readonly title: ReactNode;
  /** Its state in words. */
  readonly mark: ReactNode;
  readonly line: ReactNode;
  /** What to press. */
  readonly act?: ReactNode;
  /** The place in the address that leads to it. */
  readonly id?: string;
}

export function StepRow({ number, state, title, mark, line, act, id }: RowProps) {
  return (
    <li className={classes.step} data-state={state} id={id}>
      <span className={classes.number} aria-hidden>
        {state === 'done' ? <IconCheck size={15} stroke={2.4} /> : number}
      </span>
      <div className={classes.words}>
        <div className={classes.title}>
          {title} {mark}
        </div>
        <div className={classes.line}>{line}</div>
      </div>
      {act}
    </li>
  );
}
