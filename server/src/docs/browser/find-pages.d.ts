import type { Entry } from '../search-index.ts';

export function findPages(
  index: readonly (Entry | readonly string[])[],
  question: string,
): { href: string; title: string; heading: string; snippet: string; score: number }[];
