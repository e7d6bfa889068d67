import { type IdPrefix, parseId } from './ids.ts';
import { notFoundAt, Refusal } from './refusal.ts';

/** What no id leads to. */
const NOTHING = '00000000-0000-0000-0000-000000000000';

/** The uuid that a list is narrowed down to; a malformed id narrows it down to nothing, as an unknown one does. */
export function idFilter(prefix: IdPrefix, text: string): string {
  return parseId(prefix, text) ?? NOTHING;
}

/** The uuid behind an id; one that is none reads as unknown. `pointer`: where it stands in a body or query. */
export function idOf(prefix: IdPrefix, text: string, pointer?: string): string {
  const id = parseId(prefix, text);
  if (id !== null) return id;
  throw pointer === undefined ? new Refusal('not_found') : notFoundAt(pointer);
}
