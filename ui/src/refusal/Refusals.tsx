import { type ReactNode, useMemo, useState } from 'react';
import { RefusalNote } from './RefusalNote.tsx';
import { RefusalPlaceContext, type Refused, useRefusals } from './refusal-place.ts';

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
    <RefusalPlaceContext value={own}>
      {!placed && <RefusalNote flush={flush} />}
      {children}
    </RefusalPlaceContext>
  );
}
