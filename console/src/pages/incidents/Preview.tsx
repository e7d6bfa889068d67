import { type IncidentPart, type IncidentStep, incidentPartNames } from '@psnb2b/contract/states';
import { Section, Time } from '@psnb2b/ui';
import classes from './preview.module.css';
import { words } from './words.ts';

interface Shown {
  readonly title: string;
  readonly parts: readonly (IncidentPart | '')[];
  /** Null: it would be opened now. */
  readonly openedAt: string | null;
  readonly step: IncidentStep | '';
  readonly text: string;
}

/** An incident with its next update, as strangers will read it. */
export function Preview({ title, parts, openedAt, step, text }: Shown) {
  const names = parts.flatMap((part) => (part === '' ? [] : [incidentPartNames[part]]));
  return (
    <Section title={words.preview}>
      <article className={classes.preview} aria-live="off">
        <h3>{title.trim() || words.untitled}</h3>
        <p className="quiet">
          {words.since} {openedAt === null ? words.now : <Time at={openedAt} />}
          {names.length > 0 && ` · ${names.join(', ')}`}
        </p>
        <dl>
          <dt>
            {step} <span className="quiet">{words.now}</span>
          </dt>
          <dd>{text.trim()}</dd>
        </dl>
      </article>
    </Section>
  );
}
