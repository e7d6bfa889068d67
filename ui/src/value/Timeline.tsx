import type { ReactNode } from 'react';
import type { Tone } from './StatusBadge.tsx';
import { Time } from './Time.tsx';
import classes from './value.module.css';

export interface Moment {
  readonly key: string;
  readonly at: string;
  readonly title: ReactNode;
  readonly by?: string | null;
  readonly text?: string | null;
  readonly tone?: Tone;
}

/** What happened, oldest first. */
export function Timeline({ label, moments }: { label: string; moments: readonly Moment[] }) {
  return (
    <ol className={classes.timeline} aria-label={label}>
      {moments.map(({ key, at, title, by, text, tone = 'neutral' }) => (
        <li key={key} className={classes.moment} data-tone={tone}>
          <div className={classes.momentHead}>
            <span className={classes.momentTitle}>{title}</span>
            <span className={classes.momentMeta}>
              {by ? `${by} · ` : ''}
              <Time at={at} />
            </span>
          </div>
          {text && <p className={classes.momentText}>{text}</p>}
        </li>
      ))}
    </ol>
  );
}
