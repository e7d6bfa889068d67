/** Only a path of our own: an address elsewhere must not be where a sign-in ends. */
export function ownPath(next: string | null): string | null {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : null;
}
