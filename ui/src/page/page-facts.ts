import type { ReactNode } from 'react';
import { useMatches } from 'react-router';

/** The facts of the table of pages about the open page. */
export interface PageFacts {
  readonly app: string;
  readonly title: string;
  readonly lead: string | undefined;
  /** The call that it needs. */
  readonly call: string | undefined;
  /** The page above it. */
  readonly parent: { readonly to: string; readonly title: string } | null;
  /** What the app shows beside that on each page about one thing. */
  readonly about?: ((id: string) => ReactNode) | undefined;
}

/** Each route of a page carries its facts as its handle. */
export function usePageFacts(): PageFacts {
  const facts = useMatches().at(-1)?.handle as PageFacts | undefined;
  if (!facts) throw new Error('a page is opened by a route of its table');
  return facts;
}
