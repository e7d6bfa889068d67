import classes from './value.module.css';

export type Tone = 'neutral' | 'info' | 'good' | 'wait' | 'bad';

/** A state as a word; the colour only repeats it. */
export function StatusBadge({
  tone,
  children,
}: {
  readonly tone: Tone;
  readonly children: string;
}) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {children}
    </span>
  );
}
