import { type IdPrefix, parseId } from './ids.ts';
import { notFoundAt, Refusal } from './refusal.ts';

/** An id that matches nothing. */
const NOTHING = '00000000-0000-0000-0000-000000000000';

/** The uuid that a list is filtered by; a malformed id matches nothing, as an unknown one does. */
export function idFilter(prefix: IdPrefix, text: string): string {
  return parseId(prefix, text) ?? NOTHING;
}

/** The uuid behind an id; a malformed id reads as unknown. `pointer`: where the id is in a body or query. */
export function idOf(prefix: IdPrefix, text: string, pointer?: string): string {
  const id = parseId(prefix, text);
  if (id !== null) return id;
  throw pointer === undefined ? new Refusal('not_found') : notFoundAt(pointer);
}
