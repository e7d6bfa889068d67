import { createContext, useContext } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { say } from '../shell/say.ts';
import { text } from '../text/text.ts';
import { noteSaid } from './list-memory.ts';
import { type Step, stepFrom, type Trail, trailIn } from './trail.ts';

/** A decision that the page which follows reports: what was done. */
let pending: string | null = null;

export function takePending(): string | null {
  const said = pending;
  pending = null;
  return said;
}

export interface Queue {
  readonly trail: Trail;
  readonly next: Step | null;
  readonly previous: Step | null;
  readonly go: (step: Step) => void;
}

/** The list from which this page was opened; null if it was opened in another way. */
export function useQueue(): Queue | null {
  const { state, pathname } = useLocation();
  const navigate = useNavigate();
  const trail = trailIn(state, pathname);
  if (!trail) return null;
  return {
    trail,
    next: stepFrom(trail, 1),
    previous: stepFrom(trail, -1),
    // In the place of this page, so that Back leads to the list.
    go: ({ to, trail: then }) => {
      navigate(to, { replace: true, ...(then && { state: { queue: then } }) });
    },
  };
}

type Decided = (said: string) => void;

/** In a row of a list: what follows a decision there. */
export const RowContext = createContext<Decided | null>(null);

/**
 * What follows a decision: `said` is what was done, in a sentence. In a list the row stays in its place, and the next one has the focus. On
 * the page of a row, the page of the next one opens, as the list was; the last one stays. `otherwise`: on a page that was not opened from a list.
 */
export function useDecided(otherwise: Decided = say): Decided {
  const inRow = useContext(RowContext);
  const queue = useQueue();
  const { pathname } = useLocation();
  if (inRow) return inRow;
  return (said) => {
    noteSaid(pathname, said);
    if (!queue) {
      otherwise(said);
    } else if (queue.next) {
      pending = said;
      queue.go(queue.next);
    } else {
      say(`${said} ${text.queue.last}`);
    }
  };
}
