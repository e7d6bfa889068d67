import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface Props {
  readonly title: string;
  /** The app's name, after the title in the browser's tab. */
  readonly of: string;
  /** One sentence below the title. */
  readonly lead?: ReactNode;
  /** Beside the title: a status. */
  readonly mark?: ReactNode;
  /** The acts of the page. */
  readonly acts?: ReactNode;
  /** Above the title: where this belongs. */
  readonly parent?: ReactNode;
  /** `text` keeps forms and prose at a width that reads well. */
  readonly width?: 'full' | 'text';
  readonly children: ReactNode;
}

/** What every page begins with. */
export function Page({ title, of, lead, mark, acts, parent, width = 'full', children }: Props) {
  return (
    <article className={classes.page} data-width={width}>
      <title>{`${title} · ${of}`}</title>
      {parent && <div className={classes.parent}>{parent}</div>}
      <header className={classes.head}>
        <div className={classes.heading}>
          <div className={classes.titleLine}>
            <Title order={1} className={classes.title}>
              {title}
            </Title>
            {mark}
          </div>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {acts && <div className={classes.acts}>{acts}</div>}
      </header>
      {children}
    </article>
  );
}

/** A block of a page, on a surface of its own. */
export function Section({
  title,
  acts,
  lead,
  flush = false,
  children,
}: {
  readonly title?: string;
  readonly acts?: ReactNode;
  readonly lead?: ReactNode;
  /** Without padding, for lists. */
  readonly flush?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <section className={classes.section} {...(title && { 'aria-label': title })}>
      {(title || acts) && (
        <header className={classes.sectionHead}>
          <div>
            {title && <Title order={2}>{title}</Title>}
            {lead && <p className={classes.sectionLead}>{lead}</p>}
          </div>
          {acts && <div className={classes.acts}>{acts}</div>}
        </header>
      )}
      {children && <div className={flush ? classes.flush : classes.sectionBody}>{children}</div>}
    </section>
  );
}

/** Two columns where there is room: the work, and what one looks at beside it. */
export function Columns({ main, side }: { readonly main: ReactNode; readonly side: ReactNode }) {
  return (
    <div className={classes.columns}>
      <div className={classes.column}>{main}</div>
      <div className={classes.column}>{side}</div>
    </div>
  );
}
