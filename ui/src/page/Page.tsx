import { Title } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { tabTitle } from '../app/brand.ts';
import { noteOpen } from '../queue/list-memory.ts';
import { positionText, QueueSteps } from '../queue/QueueSteps.tsx';
import { positionOf } from '../queue/trail.ts';
import { type Queue, takePending, useQueue } from '../queue/use-queue.ts';
import { say } from '../shell/say.ts';
import { text } from '../text/text.ts';
import classes from './page.module.css';
import { usePageFacts } from './page-facts.ts';

interface Props {
  /** The name of the thing that the page is about; by default, the page's own title in the table. */
  readonly title?: string;
  /** A sentence or two below the title; by default, the page's own lead in the table. */
  readonly lead?: ReactNode;
  /** Beside the title: a status. */
  readonly mark?: ReactNode;
  /** The actions of the page. */
  readonly acts?: ReactNode;
  /** `text` keeps forms and prose at a readable width. */
  readonly width?: 'full' | 'text';
  readonly children: ReactNode;
}

/**
 * The head of every page; the link to the page above and the title in the browser's tab come from the table of pages.
 */
export function Page({ mark, acts, width = 'full', children, ...own }: Props) {
  const { app, parent, about, ...facts } = usePageFacts();
  const [id] = Object.values(useParams());
  const title = own.title ?? facts.title;
  const lead = own.lead ?? facts.lead;
  const position = useId();
  const queue = useQueue();
  const heading = useArrival(queue, title);
  return (
    <article className={classes.page} data-width={width}>
      <title>{tabTitle(title, app)}</title>
      {parent && (
        <div className={classes.parent}>
          <Link to={queue?.trail.list ?? parent.to}>{parent.title}</Link>
          {queue && <QueueSteps queue={queue} id={position} />}
          {id !== undefined && about?.(id)}
        </div>
      )}
      <header className={classes.head}>
        <div className={classes.heading}>
          <div className={classes.titleLine}>
            <Title
              ref={heading}
              order={1}
              className={classes.title}
              {...(queue && { tabIndex: -1, 'aria-describedby': position })}
            >
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

/** Who comes from a list has the focus on the heading, and hears what was done before and which row this is. */
function useArrival(queue: Queue | null, title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const place = queue ? pathname : null;
  const position = queue && positionOf(queue.trail);
  const arrived = useRef({ title, position });
  arrived.current = { title, position };
  useEffect(() => {
    if (place === null) return;
    noteOpen(place);
    const said = takePending();
    const now = arrived.current;
    if (said) {
      const where = now.position ? positionText(now.position) : '';
      say(text.queue.arrived(said, where, now.title));
    }
    // After the frame, which focuses the page as a whole.
    queueMicrotask(() => heading.current?.focus({ preventScroll: true }));
  }, [place]);
  return heading;
}

/** A block of a page, on a surface of its own. */
export function Section({
  id,
  title,
  acts,
  lead,
  flush = false,
  children,
}: {
  /** What an address names with `#`; the page then begins with its heading. */
  readonly id?: string;
  readonly title?: string;
  readonly acts?: ReactNode;
  readonly lead?: ReactNode;
  /** Without padding, for lists. */
  readonly flush?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <section id={id} className={classes.section} {...(title && { 'aria-label': title })}>
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

/** Two columns if there is room: the work, and the facts beside it. */
export function Columns({ main, side }: { readonly main: ReactNode; readonly side: ReactNode }) {
  return (
    <div className={classes.columns}>
      <div className={classes.column}>{main}</div>
      <div className={classes.column}>{side}</div>
    </div>
  );
}
