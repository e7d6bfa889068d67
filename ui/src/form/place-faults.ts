import type { FieldFault } from '../http/failure.ts';
import { withUnits } from '../value/with-unit.ts';

interface Placed {
  /** By the form's own path: `owners.0.name`. */
  readonly errors: Readonly<Record<string, string>>;
  /** Sentences about values that have no field. */
  readonly rest: readonly string[];
}

/** Finds the field of each fault: the longest part of its JSON pointer (RFC 6901) that is a field. */
export function placeFaults(
  faults: readonly FieldFault[],
  values: Readonly<Record<string, unknown>>,
): Placed {
  const errors: Record<string, string> = {};
  const rest: string[] = [];
  for (const { pointer, detail: sentence } of faults) {
    const detail = withUnits(sentence);
    const parts = pointer
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const path = fieldPath(parts, values);
    if (path === null) rest.push(detail);
    else errors[path] ??= detail;
  }
  return { errors, rest };
}

function fieldPath(parts: readonly string[], values: unknown): string | null {
  const found: string[] = [];
  let at = values;
  for (const part of parts) {
    if (typeof at !== 'object' || at === null || !(part in at)) break;
    found.push(part);
    at = (at as Record<string, unknown>)[part];
  }
  return found.length === 0 ? null : found.join('.');
}
