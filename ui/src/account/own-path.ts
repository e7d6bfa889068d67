const OWN = 'http://own.invalid';

/**
 * Returns the page after sign-in: only a path of our own, written as a browser would write it, so that it leads neither
 * to another site nor elsewhere once it is resolved.
 */
export function ownPath(next: string | null): string | null {
  if (next === null || !next.startsWith('/') || !URL.canParse(next, OWN)) return null;
  const { origin, pathname, search, hash } = new URL(next, OWN);
  const isPlain = origin === OWN && pathname + search + hash === next && !next.includes('//');
  return isPlain ? next : null;
}
