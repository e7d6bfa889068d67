import type { Reply } from '../kit/operation.ts';
import type { Json, SchemaCollector } from './components.ts';

/** A reply as the document shows it, with its own headers and those that every reply carries. */
export function replyOf(
  { description, schema, mediaTypes, ...more }: Reply,
  headerNames: readonly string[],
  collect: SchemaCollector,
): Json {
  const names = [...(more.headers ?? []), ...headerNames];
  const content: Json = {};
  if (schema !== undefined) {
    content['application/json'] = {
      schema: collect.reference(schema),
      ...(more.examples && { examples: more.examples }),
    };
  }
  for (const [mediaType, form] of Object.entries(mediaTypes ?? {})) {
    content[mediaType] = {
      schema: collect.reference(form.schema),
      ...(form.examples && { examples: form.examples }),
    };
  }
  return {
    description,
    headers: Object.fromEntries(
      names.map((name) => [name, { $ref: `#/components/headers/${name}` }]),
    ),
    ...(Object.keys(content).length === 0 ? {} : { content }),
  };
}
