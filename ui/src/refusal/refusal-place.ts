import { createContext, useContext } from 'react';
import type { Failure } from '../http/failure.ts';

/** An act that was refused because the thing is no longer as the screen showed it. */
export interface Refused {
  readonly failure: Failure;
  /** The name of the thing; null if the page is about it. */
  readonly name: string | null;
}

export interface RefusalPlace {
  readonly refused: Refused | null;
  readonly report: (refused: Refused | null) => void;
}

export const RefusalPlaceContext = createContext<RefusalPlace | null>(null);

/** The refusal that the note shows, and how to report another; null where no note is shown. */
export function useRefusals(): RefusalPlace | null {
  return useContext(RefusalPlaceContext);
}
