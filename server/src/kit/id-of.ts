import { type IdPrefix, parseId } from './ids.ts';
import { notFoundAt, Refusal } from './refusal.ts';

/** The uuid behind an id; one that is none reads as unknown. `pointer`: where it stands in a body or query. */
export function idOf(prefix: IdPrefix, text: string, pointer?: string): string {
  const id = parseId(prefix, text);
  if (id !== null) return id;
  throw pointer === undefined ? new Refusal('not_found') : notFoundAt(pointer);
}
