import type { TSchema } from 'typebox';
import type { Json, SchemaCollector } from './components.ts';

/** The JSON body of a call. `required` is false where no body at all is an empty object. */
export function jsonBody(
  body: TSchema,
  collect: SchemaCollector,
  { required = true, examples }: { required?: boolean; examples?: object } = {},
): Json {
  const schema = collect.reference(withoutDefaults(body) as object);
  return { required, content: { 'application/json': { schema, ...(examples && { examples }) } } };
}

/** Says in words what an omitted member means: with a `default`, type generators would make it required. */
function withoutDefaults(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutDefaults);
  if (part === null || typeof part !== 'object') return part;
  const { default: value, ...rest } = part as Json;
  const kept = Object.fromEntries(
    Object.entries(rest).map(([name, each]) => [name, withoutDefaults(each)]),
  );
  if (value === undefined) return kept;
  return { ...kept, description: `${rest.description ?? ''} Left out: \`${value}\`.`.trim() };
}
