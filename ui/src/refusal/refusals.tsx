import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Failure } from '../http/failure.ts';
import { RefusalNote } from './RefusalNote.tsx';

/** An act that was refused because the thing is no longer as the screen showed it. */
export interface Refused {
  readonly failure: Failure;
  /** The name of the thing; null if the page is about it. */
  readonly name: string | null;
}

interface Refusals {
  readonly refused: Refused | null;
  readonly report: (refused: Refused | null) => void;
}

const RefusalsContext = createContext<Refusals | null>(null);

/** The refusal that the note shows, and how to report another; null where no note is shown. */
export function useRefusals(): Refusals | null {
  return useContext(RefusalsContext);
}

/**
 * Keeps the last refusal of the acts in it outside of what they are about, because a thing that a colleague decided leaves its list with all that
 * is shown in it. The note is above `children`, until it is closed or the next act succeeds. A list in a page that has a note uses the page's.
 */
export function Refusals({
  children,
  placed = false,
  flush = false,
}: {
  readonly children: ReactNode;
  /** The page places the note itself. */
  readonly placed?: boolean;
  /** It is in a section without padding. */
  readonly flush?: boolean;
}) {
  const outer = useRefusals();
  const [refused, report] = useState<Refused | null>(null);
  const own = useMemo(() => ({ refused, report }), [refused]);
  if (outer) return children;
  return (
    <RefusalsContext value={own}>
      {!placed && <RefusalNote flush={flush} />}
      {children}
    </RefusalsContext>
  );
}
