/** The code of a region as a person writes it: `us`, and `uk` for GB. */
export function regionOf(text: string): string {
  const region = text.toUpperCase();
  return region === 'UK' ? 'GB' : region;
}
