import { createContext } from 'react';

/** The view whose filters are exactly those of the address: nobody chose a filter besides. */
export interface CurrentView {
  readonly title: string;
  /** What the list says if nothing is in the view. */
  readonly none?: string | undefined;
}

/** Null where a list has no views, everything is shown, or a filter was chosen. */
export const CurrentViewContext = createContext<CurrentView | null>(null);
