const OWN = 'http://own.invalid';

/**
 * Only a path of our own, written as a browser would write it: neither an address elsewhere, nor one
 * that becomes another when it is resolved, must be where a sign-in ends.
 */
export function ownPath(next: string | null): string | null {
  if (next === null || !next.startsWith('/') || !URL.canParse(next, OWN)) return null;
  const { origin, pathname, search, hash } = new URL(next, OWN);
  const isPlain = origin === OWN && pathname + search + hash === next && !next.includes('//');
  return isPlain ? next : null;
}
