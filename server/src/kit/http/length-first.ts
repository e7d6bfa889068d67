import { _, type Ajv, type CodeKeywordDefinition } from 'ajv';

/**
 * `pattern` of JSON Schema, except that it does not run on a text that `maxLength` refuses. Ajv runs every keyword in order to
 * report every fault, but length must be checked before content. The text is refused in any case.
 */
const pattern: CodeKeywordDefinition = {
  keyword: 'pattern',
  type: 'string',
  schemaType: 'string',
  error: {
    message: ({ schema }) => `must match pattern "${schema}"`,
    params: ({ schema }) => _`{pattern: ${schema}}`,
  },
  code(cxt) {
    const { data, schema, parentSchema } = cxt;
    const source = new RegExp(schema, 'u');
    const compiled = cxt.gen.scopeValue('pattern', { key: source.toString(), ref: source });
    const { maxLength } = parentSchema as { maxLength?: number };
    // `maxLength` counts characters, which have one or two UTF-16 units each.
    const unitsMax = 2 * (maxLength ?? Number.POSITIVE_INFINITY);
    cxt.fail(
      Number.isFinite(unitsMax)
        ? _`${data}.length <= ${unitsMax} && !${compiled}.test(${data})`
        : _`!${compiled}.test(${data})`,
    );
  },
};

/** Makes this Ajv check the length of a text before its content. */
export function judgeLengthFirst(ajv: Ajv): Ajv {
  return ajv.removeKeyword('pattern').addKeyword(pattern);
}
