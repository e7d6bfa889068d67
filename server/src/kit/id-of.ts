import { type IdPrefix, NO_ID, parseId } from './ids.ts';
import { notFoundAt, Refusal } from './refusal.ts';

/** The uuid that a list is filtered by, if it is; a malformed id matches nothing, as an unknown one does. */
export function idFilter(prefix: IdPrefix, text: string | undefined): string | undefined {
  return text === undefined ? undefined : (parseId(prefix, text) ?? NO_ID);
}

/** The uuid behind an id; a malformed id reads as unknown. `pointer`: where the id is in a body or query. */
export function idOf(prefix: IdPrefix, text: string, pointer?: string): string {
  const id = parseId(prefix, text);
  if (id !== null) return id;
  throw pointer === undefined ? new Refusal('not_found') : notFoundAt(pointer);
}
