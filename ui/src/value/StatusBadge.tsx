import classes from './value.module.css';

export type Tone = 'neutral' | 'info' | 'good' | 'wait' | 'bad';

/** A state as a word; the colour only repeats it. `value` is the API's own name of it, for those who point at the word. */
export function StatusBadge({
  tone,
  value,
  children,
}: {
  readonly tone: Tone;
  readonly value?: string;
  readonly children: string;
}) {
  return (
    <span className={classes.badge} data-tone={tone} title={value}>
      {children}
    </span>
  );
}
