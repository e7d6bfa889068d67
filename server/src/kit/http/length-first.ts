import { _, type Ajv, type CodeKeywordDefinition } from 'ajv';

/**
 * `pattern` as JSON Schema has it, except that a text which `maxLength` refuses is not looked at: Ajv
 * runs every keyword in order to report every fault, and content must not be judged before length.
 * The text is refused all the same.
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
    // `maxLength` counts characters, of which each has one or two units.
    const unitsMax = 2 * (maxLength ?? Number.POSITIVE_INFINITY);
    cxt.fail(
      Number.isFinite(unitsMax)
        ? _`${data}.length <= ${unitsMax} && !${compiled}.test(${data})`
        : _`!${compiled}.test(${data})`,
    );
  },
};

/** Has this Ajv judge the length of a text before its content. */
export function judgeLengthFirst(ajv: Ajv): Ajv {
  return ajv.removeKeyword('pattern').addKeyword(pattern);
}
