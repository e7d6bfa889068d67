import { hash } from 'node:crypto';

/** JSON with sorted members: equal values give equal text (RFC 8785 without its number forms). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonicalJson(each)}`).join(',')}}`;
}

/**
 * The fingerprint that identifies "the same request": SHA-256 over method, path, query and JSON value, as hex. The query is text
 * by name, with each name's values in their order; the order of names does not matter.
 */
export function requestFingerprint(
  method: string,
  { path, query }: { readonly path: string; readonly query: Readonly<Record<string, unknown>> },
  body: unknown,
): string {
  const asked = Object.keys(query).length === 0 ? '' : `?${canonicalJson(query)}`;
  return hash('sha256', `${method} ${path}${asked}\n${canonicalJson(body ?? null)}`);
}
