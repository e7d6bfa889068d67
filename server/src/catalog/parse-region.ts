/** A region of a request as the catalogue names it: upper case, and `UK` is read as `GB`. */
export function parseRegion(region: string): string {
  const upper = region.toUpperCase();
  return upper === 'UK' ? 'GB' : upper;
}
