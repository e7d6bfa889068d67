export type Json = Record<string, unknown>;

export interface SchemaCollector {
  /** The schemas collected so far, by title. */
  schemas: Readonly<Record<string, Json>>;
  /** The schema with every titled part, itself included, replaced by a reference to a component. */
  reference(schema: object): Json;
}

/**
 * Collects the schemas that carry a `title` as components, so that generated clients get one named type for each.
 * A title that names two different schemas is a mistake in the contract and throws.
 */
export function schemaCollector(): SchemaCollector {
  const schemas: Record<string, Json> = {};

  function keywordValue(keyword: string, value: unknown): unknown {
    if (keyword === 'properties') {
      const properties = Object.entries(value as Record<string, object>);
      return Object.fromEntries(properties.map(([name, part]) => [name, reference(part)]));
    }
    if (keyword === 'items') return reference(value as object);
    if (keyword === 'anyOf' || keyword === 'allOf' || keyword === 'oneOf') {
      return (value as object[]).map((part) => reference(part));
    }
    return value;
  }

  function reference(schema: object): Json {
    const { title, ...rest } = schema as Json;
    const inner = opened(
      Object.fromEntries(
        Object.entries(rest).map(([keyword, value]) => [keyword, keywordValue(keyword, value)]),
      ),
    );
    if (typeof title !== 'string') return inner;
    const known = schemas[title];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(inner)) {
      throw new Error(`Two different schemas have the title ${title}.`);
    }
    schemas[title] = inner;
    return { $ref: `#/components/schemas/${title}` };
  }

  return { schemas, reference };
}

/**
 * Makes an enumeration of replies that may gain values accept any other value, too, so that generated clients do not break when
 * one is added.
 */
function opened({ 'x-open': isOpen, ...schema }: Json): Json {
  if (isOpen !== true) return schema;
  const { type, enum: words, ...rest } = schema;
  return { ...rest, anyOf: [{ type, enum: words }, { type }] };
}
